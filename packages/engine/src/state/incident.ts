// An open incident (spec 10 §6). An element has at most one of its own, a job has at most one.
import { incident, nested, object, type Infer } from '@grevy/protocol';

export const incidentEntity = object({ value: nested(incident) });
export type Incident = Infer<typeof incidentEntity>;
