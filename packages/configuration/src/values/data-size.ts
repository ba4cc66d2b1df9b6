// Sizes: a number of bytes, or `10B`, `512KB`, `4MB`, `1GB`, `2TB` with 1024 as the step (spec 01 §8.1).
import { ValueFailure } from './raw-value.js';

const UNIT_BYTES: Readonly<Record<string, number>> = {
  '': 1,
  B: 1,
  KB: 1024,
  MB: 1024 ** 2,
  GB: 1024 ** 3,
  TB: 1024 ** 4,
};
const SIZE = /^([+-]?\d+)\s*([a-z]{0,2})$/i;

/** Bytes. @throws ValueFailure */
export function parseDataSizeBytes(text: string): number {
  const [, amount = '', unit = 'none'] = SIZE.exec(text) ?? [];
  const unitBytes = UNIT_BYTES[unit.toUpperCase()];
  const bytes = Number(amount) * (unitBytes ?? Number.NaN);
  if (Number.isSafeInteger(bytes)) return bytes;
  throw new ValueFailure(`expected a size such as 512KB, 4MB, 1GB or a number of bytes, but got "${text}"`);
}
