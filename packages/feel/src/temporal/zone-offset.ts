/** Offsets from UTC in seconds east of Greenwich, up to ±18:00, and their texts. */
import { twoDigits } from './clock.js';

export const MAX_OFFSET_SECONDS = 18 * 3600;

/** `Z`, `+01:00`, `-05:30`, `+00:53:28`. */
export function offsetText(offsetSeconds: number): string {
  if (offsetSeconds === 0) return 'Z';
  const size = Math.abs(offsetSeconds);
  const seconds = size % 60;
  return (
    `${offsetSeconds < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 3600))}:${twoDigits(Math.floor(size / 60) % 60)}` +
    (seconds === 0 ? '' : `:${twoDigits(seconds)}`)
  );
}

/** Which texts an offset may have: in date and time texts, after `@`, or as argument of `date and time(x, zone)`. */
export type OffsetForm = 'hh:mm' | 'hh:mm[:ss]' | 'any';

const OFFSET_PATTERNS: Readonly<Record<OffsetForm, RegExp>> = {
  'hh:mm': /^([+-])(\d\d):(\d\d)$/,
  'hh:mm[:ss]': /^([+-])(\d\d):(\d\d)(?::(\d\d))?$/,
  any: /^([+-])(?:(\d\d?)|(\d\d):?(\d\d)|(\d\d):(\d\d):(\d\d)|(\d\d)(\d\d)(\d\d))$/,
};

/** Seconds of an offset text, or undefined if it has another form or is beyond ±18:00. */
export function parseOffset(text: string, form: OffsetForm): number | undefined {
  if (text === 'Z') return 0;
  const match = OFFSET_PATTERNS[form].exec(text);
  if (match === null) return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = match
    .slice(2)
    .filter((part) => part !== undefined)
    .map(Number);
  if (minutes > 59 || seconds > 59) return undefined;
  const size = hours * 3600 + minutes * 60 + seconds;
  if (size > MAX_OFFSET_SECONDS) return undefined;
  return match[1] === '-' && size > 0 ? -size : size;
}
