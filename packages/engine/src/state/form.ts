// Deployed forms and the versions of each form id (spec 14 §3, §13).
import { NO_KEY, VALUE_TYPES } from '@grevy/protocol';
import { object, type Infer } from '@grevy/protocol/schema';

export const form = object((field) => ({ value: field.object(VALUE_TYPES.FORM.value) }));
export type Form = Infer<typeof form>;

/** The versions of one form id of one tenant. */
export const formVersions = object((field) => ({
  /** Highest version that there ever was. */
  latestVersion: field.int(0),
  /** The newest version that exists; -1 if none is left. */
  latestKey: field.key(NO_KEY),
  /** All that exist, ascending. */
  keys: field.keys(),
}));
