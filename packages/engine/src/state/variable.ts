// A variable of a scope; its value is canonical JSON text (spec 13 §8).
import { identifier, jsonText, key, object, type Infer } from '@grevy/protocol';

export const variableEntity = object({
  key: key(),
  scopeKey: key(),
  name: identifier(),
  value: jsonText(),
});
export type Variable = Infer<typeof variableEntity>;
