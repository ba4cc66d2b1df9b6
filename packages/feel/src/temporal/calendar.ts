/**
 * The proleptic Gregorian calendar (ISO 8601): days since 1970-01-01 and their year, month and day.
 *
 * Invariant: years lie in −999999999…999999999, so every epoch day is exact in a JS number.
 */
export const MIN_YEAR = -999_999_999;
export const MAX_YEAR = 999_999_999;
/** Epoch day of −999999999-01-01. */
export const MIN_EPOCH_DAY = -365_243_219_162;
/** Epoch day of 999999999-12-31. */
export const MAX_EPOCH_DAY = 365_241_780_471;
/** After 400 years the calendar repeats, days of the week included. */
export const DAYS_PER_CYCLE = 146_097;

const DAYS_TO_EPOCH_FROM_0000_03_01 = 719_468;

export interface YearMonthDay {
  readonly year: number;
  /** 1…12 */
  readonly month: number;
  /** 1…31 */
  readonly day: number;
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days of a month (1…12). */
export function lengthOfMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Counts from 1 March, so that the leap day is the last of its year. */
export function epochDayOf(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const cycle = Math.floor(marchYear / 400);
  const yearOfCycle = marchYear - cycle * 400;
  const dayOfMarchYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfCycle =
    yearOfCycle * 365 + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100) + dayOfMarchYear;
  return cycle * DAYS_PER_CYCLE + dayOfCycle - DAYS_TO_EPOCH_FROM_0000_03_01;
}

export function yearMonthDayOf(epochDay: number): YearMonthDay {
  const sinceMarch0000 = epochDay + DAYS_TO_EPOCH_FROM_0000_03_01;
  const cycle = Math.floor(sinceMarch0000 / DAYS_PER_CYCLE);
  const dayOfCycle = sinceMarch0000 - cycle * DAYS_PER_CYCLE;
  const yearOfCycle = Math.floor(
    (dayOfCycle -
      Math.floor(dayOfCycle / 1460) +
      Math.floor(dayOfCycle / 36_524) -
      Math.floor(dayOfCycle / 146_096)) /
      365,
  );
  const dayOfMarchYear =
    dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100));
  const marchMonth = Math.floor((5 * dayOfMarchYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0),
    month,
    day: dayOfMarchYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** 1 (Monday) … 7 (Sunday). */
export function weekdayOf(epochDay: number): number {
  return ((((epochDay + 3) % 7) + 7) % 7) + 1;
}
