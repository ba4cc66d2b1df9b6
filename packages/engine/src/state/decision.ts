// A deployed decision (spec 14 §3); it belongs to the decision requirements graph of its DMN resource.
import { VALUE_TYPES } from '@grevy/protocol';
import { object, type Infer } from '@grevy/protocol/schema';

export const decision = object((field) => ({ value: field.object(VALUE_TYPES.DECISION.value) }));
export type Decision = Infer<typeof decision>;
