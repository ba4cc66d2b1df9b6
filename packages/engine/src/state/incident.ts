// An open incident (spec 10 §6). An element has at most one of its own, a job has at most one.
import { VALUE_TYPES } from '@grevy/protocol';
import { object, type Infer } from '@grevy/protocol/schema';

export const incident = object((field) => ({ value: field.object(VALUE_TYPES.INCIDENT.value) }));
export type Incident = Infer<typeof incident>;
