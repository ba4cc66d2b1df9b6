// A process instance that an unexpected error has banned: its commands are dropped (spec 10 §1.5.4).
import { key, object, type Infer } from '@grevy/protocol';

export const bannedInstance = object({ processInstanceKey: key() });
export type BannedInstance = Infer<typeof bannedInstance>;
