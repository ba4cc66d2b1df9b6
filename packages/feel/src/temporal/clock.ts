/** The time of day as nanoseconds since midnight (0…86399999999999, exact in a JS number) and its texts. */
export const NANOS_PER_SECOND = 1_000_000_000;
export const NANOS_PER_MINUTE = 60 * NANOS_PER_SECOND;
export const NANOS_PER_HOUR = 3600 * NANOS_PER_SECOND;
export const SECONDS_PER_DAY = 86_400;
export const NANOS_PER_DAY = SECONDS_PER_DAY * NANOS_PER_SECOND;

/** Nanoseconds since midnight, or undefined when a field is out of its range (no leap seconds, no 24:00). */
export function nanoOfDayOf(
  hour: number,
  minute: number,
  second: number,
  nanoOfSecond: number,
): number | undefined {
  const valid = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
  if (!valid || nanoOfSecond < 0 || nanoOfSecond >= NANOS_PER_SECOND) return undefined;
  return hour * NANOS_PER_HOUR + minute * NANOS_PER_MINUTE + second * NANOS_PER_SECOND + nanoOfSecond;
}

export function hourOf(nanoOfDay: number): number {
  return Math.floor(nanoOfDay / NANOS_PER_HOUR);
}

export function minuteOf(nanoOfDay: number): number {
  return Math.floor(nanoOfDay / NANOS_PER_MINUTE) % 60;
}

export function secondOf(nanoOfDay: number): number {
  return Math.floor(nanoOfDay / NANOS_PER_SECOND) % 60;
}

export function twoDigits(value: number): string {
  return value < 10 ? `0${String(value)}` : String(value);
}

/** FEEL text: seconds always, fraction without trailing zeros (`10:00:00`, `10:00:00.5`). */
export function feelClockText(nanoOfDay: number): string {
  const fraction = fractionDigits(nanoOfDay).replace(/0+$/, '');
  return `${hourAndMinute(nanoOfDay)}:${twoDigits(secondOf(nanoOfDay))}${fraction === '' ? '' : `.${fraction}`}`;
}

/** `java.time` text: seconds left out when zero, the fraction in groups of three digits (`10:00`, `10:00:00.500`). */
export function isoClockText(nanoOfDay: number): string {
  const digits = fractionDigits(nanoOfDay);
  const second = secondOf(nanoOfDay);
  if (digits === '000000000') {
    return second === 0 ? hourAndMinute(nanoOfDay) : `${hourAndMinute(nanoOfDay)}:${twoDigits(second)}`;
  }
  const fraction = digits.replace(/(?:000){1,2}$/, '');
  return `${hourAndMinute(nanoOfDay)}:${twoDigits(second)}.${fraction}`;
}

function hourAndMinute(nanoOfDay: number): string {
  return `${twoDigits(hourOf(nanoOfDay))}:${twoDigits(minuteOf(nanoOfDay))}`;
}

function fractionDigits(nanoOfDay: number): string {
  return String(nanoOfDay % NANOS_PER_SECOND).padStart(9, '0');
}
