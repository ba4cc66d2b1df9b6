// Intervals: `[start/]amount`, where the amount has a calendar part and an exact part (spec 12 §12.9.2).
import type { ZoneOrOffset } from '@grevy/feel';
import { BPMN_LIMITS } from '../limits.js';
import { parseDateTime, type ZonedInstant } from './date-time.js';
import { malformed, parsed, type Parsed } from './parsed.js';
import { MS_PER_DAY, offsetMsAt, plusMonths, toInstant, toLocal } from './zoned-time.js';

/** A calendar period, then an exact duration. */
export interface Amount {
  readonly months: number;
  readonly days: number;
  readonly durationMs: number;
}

export interface Interval {
  readonly start: ZonedInstant | undefined;
  readonly amount: Amount;
}

const MAX_MONTHS = BPMN_LIMITS.maxTimerYears * 12;
const MAX_DAYS = BPMN_LIMITS.maxTimerYears * 365;
const MAX_DURATION_MS = MAX_DAYS * MS_PER_DAY;

const PERIOD_MALFORMED = malformed('Text cannot be parsed to a Period');
const DURATION_MALFORMED = malformed('Text cannot be parsed to a Duration');

export function parseInterval(text: string): Parsed<Interval> {
  const slash = text.lastIndexOf('/');
  const start = slash < 0 ? parsed(undefined) : parseDateTime(text.slice(0, slash));
  if (!start.ok) return start;
  const amount = parseAmount(text.slice(slash + 1));
  return amount.ok ? parsed({ start: start.value, amount: amount.value }) : amount;
}

function parseAmount(text: string): Parsed<Amount> {
  const time = text.indexOf('T');
  if (time < 0) return parsePeriod(text);
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  if (text.startsWith(`${sign}PT`)) return parseDuration(text);
  const period = parsePeriod(text.slice(0, time));
  if (!period.ok) return period;
  const duration = parseDuration(`${sign}P${text.slice(time)}`);
  if (!duration.ok) return duration;
  const { months, days } = period.value;
  return parsed({ months, days, durationMs: duration.value.durationMs });
}

const PERIOD = /^([+-]?)P(?:([+-]?\d+)Y)?(?:([+-]?\d+)M)?(?:([+-]?\d+)W)?(?:([+-]?\d+)D)?$/i;

function parsePeriod(text: string): Parsed<Amount> {
  const match = PERIOD.exec(text);
  if (match === null || /P$/i.test(text)) return PERIOD_MALFORMED;
  const [years = 0, months = 0, weeks = 0, days = 0] = match.slice(2).map((part) => Number(part ?? 0));
  const sign = match[1] === '-' ? -1 : 1;
  const amount = { months: sign * (years * 12 + months), days: sign * (weeks * 7 + days), durationMs: 0 };
  const isTooLong = Math.abs(amount.months) > MAX_MONTHS || Math.abs(amount.days) > MAX_DAYS;
  return isTooLong ? PERIOD_MALFORMED : parsed(amount);
}

const DURATION = /^([+-]?)PT(?:([+-]?\d+)H)?(?:([+-]?\d+)M)?(?:([+-]?\d+)(?:[.,](\d{0,9}))?S)?$/i;

function parseDuration(text: string): Parsed<Amount> {
  const match = DURATION.exec(text);
  if (match === null || /T$/i.test(text)) return DURATION_MALFORMED;
  const [hours = 0, minutes = 0, seconds = 0] = match.slice(2, 5).map((part) => Number(part ?? 0));
  const fractionMs = Number(`0.${match[5] ?? ''}0`) * 1000 * (match[4]?.startsWith('-') === true ? -1 : 1);
  const sign = match[1] === '-' ? -1 : 1;
  const durationMs = sign * ((hours * 3600 + minutes * 60 + seconds) * 1000 + fractionMs);
  return Math.abs(durationMs) > MAX_DURATION_MS
    ? DURATION_MALFORMED
    : parsed({ months: 0, days: 0, durationMs });
}

/** The start if it is still to come, else the amount from now on. */
export function dueDate(interval: Interval, nowMs: number, zone: ZoneOrOffset): number {
  const { start, amount } = interval;
  if (start !== undefined && start.epochMs > nowMs) return start.epochMs;
  return addAmount(nowMs, amount, zone);
}

/** Months, weeks and days count on the calendar of the zone, then the exact part. Rounded down to milliseconds. */
export function addAmount(instantMs: number, amount: Amount, zone: ZoneOrOffset): number {
  const { months, days, durationMs } = amount;
  let result = instantMs;
  if (months !== 0 || days !== 0) {
    const local = plusMonths(toLocal(instantMs, zone), months) + days * MS_PER_DAY;
    result = toInstant(local, zone, offsetMsAt(instantMs, zone));
  }
  return Math.floor(result + durationMs);
}
