/**
 * Time texts: `T?hh:mm[:ss[.fraction]]`, with seconds also followed by an offset or `@zone` (specification 14, §11).
 * `24:00` is midnight.
 */
import { NANOS_PER_DAY, nanoOfDayOf } from './clock.js';
import { FeelLocalTime } from './feel-local-time.js';
import { FeelTime } from './feel-time.js';
import { UnparsableText } from './unparsable-text.js';
import { parseOffset } from './zone-offset.js';
import { parseZone, type ZoneOrOffset } from './zone.js';

const LOCAL_TIME = /^T?(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{0,9}))?)?$/;
const ZONED_TIME = /^T?(\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:\d\d|@.*)$/;

export function parseTime(text: string): FeelTime | FeelLocalTime | UnparsableText {
  const zoned = ZONED_TIME.exec(text);
  if (zoned === null) return localTimeFrom(text) ?? new UnparsableText('local-time', text);
  const local = localTimeFrom(zoned[1] ?? '');
  const zone = zoneFromSuffix(zoned[2] ?? '');
  if (local === undefined || zone === undefined) return new UnparsableText('time', text);
  return FeelTime.inZone(local, zone);
}

function localTimeFrom(text: string): FeelLocalTime | undefined {
  const nanoOfDay = nanoOfDayFrom(text);
  return nanoOfDay === undefined ? undefined : FeelLocalTime.ofNanoOfDay(nanoOfDay % NANOS_PER_DAY);
}

/** Nanoseconds since midnight; those of a whole day for `24:00:00`. */
export function nanoOfDayFrom(text: string): number | undefined {
  const match = LOCAL_TIME.exec(text);
  if (match === null) return undefined;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  const nanoOfSecond = Number((match[4] ?? '').padEnd(9, '0'));
  if (hour === 24 && minute === 0 && second === 0 && nanoOfSecond === 0) return NANOS_PER_DAY;
  return nanoOfDayOf(hour, minute, second, nanoOfSecond);
}

/** The zone of `Z`, `+01:00` or `@Europe/Berlin`. */
export function zoneFromSuffix(suffix: string): ZoneOrOffset | undefined {
  return suffix.startsWith('@') ? parseZone(suffix.slice(1), 'hh:mm[:ss]') : parseOffset(suffix, 'hh:mm');
}
