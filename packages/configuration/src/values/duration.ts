// Durations: `200ms`, `15s`, `5m`, `1h`, `30d`, a bare number of milliseconds, or ISO 8601 such as `PT1M30S`
// (spec 15 §8, spec 01 §8.1). In memory they are milliseconds.
import { ValueFailure } from './raw-value.js';

const UNIT_MS: Readonly<Record<string, number>> = {
  '': 1,
  ns: 1e-6,
  us: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const SIMPLE = /^([+-]?\d+)\s*([a-z]{0,2})$/i;
const ISO = /^([+-]?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;

/** @throws ValueFailure */
export function parseDurationMs(text: string): number {
  const simple = SIMPLE.exec(text);
  if (simple !== null) {
    const [, amount = '', unit = ''] = simple;
    const unitMs = UNIT_MS[unit.toLowerCase()];
    if (unitMs !== undefined) return Number(amount) * unitMs;
  }
  const iso = ISO.exec(text);
  if (iso !== null && /\d/.test(text)) {
    const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0'] = iso;
    const ms =
      Number(days) * 86_400_000 +
      Number(hours) * 3_600_000 +
      Number(minutes) * 60_000 +
      Number(seconds) * 1_000;
    return sign === '-' ? -ms : ms;
  }
  throw new ValueFailure(`expected a duration such as 200ms, 15s, 5m, 1h or PT1M30S, but got "${text}"`);
}

/** ISO 8601 with hours as the largest unit: `PT30S`, `PT1H5M`, `PT0.2S`. */
export function isoDuration(durationMs: number): string {
  if (durationMs === 0) return 'PT0S';
  const sign = durationMs < 0 ? '-' : '';
  const absoluteMs = Math.abs(durationMs);
  const hours = Math.floor(absoluteMs / 3_600_000);
  const minutes = Math.floor(absoluteMs / 60_000) % 60;
  const seconds = (absoluteMs % 60_000) / 1_000;
  return (
    'PT' +
    (hours > 0 ? `${sign}${hours}H` : '') +
    (minutes > 0 ? `${sign}${minutes}M` : '') +
    (seconds > 0 ? `${sign}${seconds}S` : '')
  );
}
