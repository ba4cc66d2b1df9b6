// Names of keys in transcripts: `k5` is the fifth key of the first partition, `k5@2` that of the second.
import { isKey, type Key } from '@grevy/protocol';

export function keyNamed(name = ''): Key | undefined {
  const match = /^k(\d+)(?:@(\d+))?$/.exec(name);
  if (match === null) return undefined;
  const key = Number(match[2] ?? 1) * 2 ** 45 + Number(match[1]);
  return isKey(key) ? key : undefined;
}
