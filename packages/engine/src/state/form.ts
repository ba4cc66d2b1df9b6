// Deployed forms and the versions of each form id (spec 14 §3, §13).
import { NO_KEY, VALUE_TYPES } from '@grevy/protocol';
import { object, type Infer } from '@grevy/protocol/schema';

export const form = object((field) => ({ value: field.object(VALUE_TYPES.FORM.value) }));
export type Form = Infer<typeof form>;

/** The newest version of one form id of one tenant. */
export const formVersions = object((field) => ({
  latestVersion: field.int(0),
  latestKey: field.key(NO_KEY),
}));
export type FormVersions = Infer<typeof formVersions>;
