// A deployed decision requirements graph: a whole DMN resource (spec 14 §3).
import { VALUE_TYPES } from '@grevy/protocol';
import { object, type Infer } from '@grevy/protocol/schema';

export const decisionRequirements = object((field) => ({
  value: field.object(VALUE_TYPES.DECISION_REQUIREMENTS.value),
}));
export type DecisionRequirements = Infer<typeof decisionRequirements>;
