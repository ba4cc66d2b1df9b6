// A variable of a scope; its value is canonical JSON text (spec 13 §8).
import { object, type Infer } from '@grevy/protocol/schema';

export const variable = object((field) => ({
  key: field.key(),
  scopeKey: field.key(),
  name: field.identifier(),
  value: field.jsonText(),
}));
export type Variable = Infer<typeof variable>;
