// A process instance that an unexpected error has banned: its commands are dropped (spec 10 §1.5.4).
import { object } from '@grevy/protocol/schema';

export const bannedInstance = object((field) => ({ processInstanceKey: field.key() }));
