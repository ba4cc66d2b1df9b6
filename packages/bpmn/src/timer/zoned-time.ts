// Wall-clock time in a time zone. A local time is written as the milliseconds that the same date and time would be
// in UTC, so that calendar arithmetic is that of UTC.
import { parseZone, type ZoneOrOffset } from '@grevy/feel';

export const MS_PER_DAY = 86_400_000;

/** A time zone by id or offset; UTC if there is none of this name. */
export function zoneOf(name: string): ZoneOrOffset {
  return parseZone(name, 'any') ?? 0;
}

export function toLocal(instantMs: number, zone: ZoneOrOffset): number {
  return instantMs + offsetMsAt(instantMs, zone);
}

export function offsetMsAt(instantMs: number, zone: ZoneOrOffset): number {
  return (typeof zone === 'number' ? zone : zone.rules.offsetAt(dayAndSecond(instantMs))) * 1000;
}

/**
 * The instant of a local time. A time that a change of the offset skips moves forward by the gap; of two that it
 * repeats the one with `preferredOffsetMs` counts, else the earlier one.
 */
export function toInstant(localMs: number, zone: ZoneOrOffset, preferredOffsetMs?: number): number {
  if (typeof zone === 'number') return localMs - zone * 1000;
  const preferred = preferredOffsetMs === undefined ? undefined : preferredOffsetMs / 1000;
  const { offsetSeconds, gapSeconds } = zone.rules.resolveLocal(dayAndSecond(localMs), preferred);
  return localMs + (gapSeconds - offsetSeconds) * 1000;
}

/** Months count on the calendar; a day that the month does not have becomes its last day. */
export function plusMonths(localMs: number, months: number): number {
  if (months === 0) return localMs;
  const date = new Date(localMs);
  const month = date.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const day = Math.min(date.getUTCDate(), lastDay);
  return Date.UTC(date.getUTCFullYear(), month, day) + msOfDay(localMs);
}

function msOfDay(localMs: number): number {
  return localMs - startOfDay(localMs);
}

export function startOfDay(localMs: number): number {
  return Math.floor(localMs / MS_PER_DAY) * MS_PER_DAY;
}

function dayAndSecond(ms: number): { readonly epochDay: number; readonly secondOfDay: number } {
  return { epochDay: Math.floor(ms / MS_PER_DAY), secondOfDay: Math.floor(msOfDay(ms) / 1000) };
}
