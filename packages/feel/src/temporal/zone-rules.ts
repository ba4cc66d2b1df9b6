/**
 * The offset of a time zone at any instant and for any local date and time, from the tz database that the
 * JavaScript runtime carries (`Intl`). Pure: the same zone and instant give the same offset.
 *
 * Invariants: offset changes are found once per zone and year and kept (bounded); instants before 1800 have the
 * zone's first offset, and years from 2800 on repeat those of 2400–2799, where the calendar is the same.
 */
import { DAYS_PER_CYCLE, epochDayOf, yearMonthDayOf } from './calendar.js';
import { SECONDS_PER_DAY } from './clock.js';
import { MAX_CACHED_YEARS_PER_ZONE } from './limits.js';

/** A moment of a calendar: of UTC or of local time, as the context says. */
export interface DayAndSecond {
  readonly epochDay: number;
  /** May lie outside 0…86399; it is then carried into the day. */
  readonly secondOfDay: number;
}

/** How a local date and time maps to an offset; in a gap the local time moves forward by `gapSeconds`. */
export interface LocalResolution {
  readonly offsetSeconds: number;
  readonly gapSeconds: number;
}

export interface ZoneRules {
  /** Offset at an instant (given in UTC). */
  offsetAt(instant: DayAndSecond): number;
  /**
   * Offset of a local date and time. In an overlap: `preferredOffset` if it is one of the two, else the earlier one.
   */
  resolveLocal(local: DayAndSecond, preferredOffset?: number): LocalResolution;
  /** The zone's offset without daylight saving time. */
  standardOffset(): number;
}

/** Rules of a zone that always has the same offset. */
export function fixedRules(offsetSeconds: number): ZoneRules {
  return {
    offsetAt: () => offsetSeconds,
    resolveLocal: () => ({ offsetSeconds, gapSeconds: 0 }),
    standardOffset: () => offsetSeconds,
  };
}

interface OffsetChange {
  readonly epochSecond: number;
  readonly offsetAfter: number;
}

interface YearOfOffsets {
  readonly offsetAtStart: number;
  readonly changes: readonly OffsetChange[];
}

const FIRST_DAY = epochDayOf(1800, 1, 1);
const FIRST_REPEATED_DAY = epochDayOf(2800, 1, 1);
/** No zone changes its offset and back within this time. */
const PROBE_STEP_SECONDS = 7 * SECONDS_PER_DAY;
/** The year from which the standard offset is taken; it changes only when a country leaves its zone. */
const STANDARD_OFFSET_YEAR = 2025;

/** Rules of a region of the tz database. */
export class RegionRules implements ZoneRules {
  private readonly format: Intl.DateTimeFormat;
  private readonly years = new Map<number, YearOfOffsets>();

  /** @throws RangeError when the runtime's tz database does not know the region. */
  constructor(regionId: string) {
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone: regionId,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  offsetAt({ epochDay, secondOfDay }: DayAndSecond): number {
    const carriedDays = Math.floor(secondOfDay / SECONDS_PER_DAY);
    let day = epochDay + carriedDays;
    if (day < FIRST_DAY) day = FIRST_DAY;
    if (day >= FIRST_REPEATED_DAY) {
      day -= DAYS_PER_CYCLE * (Math.floor((day - FIRST_REPEATED_DAY) / DAYS_PER_CYCLE) + 1);
    }
    const epochSecond = day * SECONDS_PER_DAY + secondOfDay - carriedDays * SECONDS_PER_DAY;
    const year = this.yearOfOffsets(yearMonthDayOf(day).year);
    let offset = year.offsetAtStart;
    for (const change of year.changes) {
      if (epochSecond < change.epochSecond) break;
      offset = change.offsetAfter;
    }
    return offset;
  }

  resolveLocal(local: DayAndSecond, preferredOffset?: number): LocalResolution {
    const shifted = (seconds: number): number =>
      this.offsetAt({ epochDay: local.epochDay, secondOfDay: local.secondOfDay - seconds });
    const before = shifted(SECONDS_PER_DAY);
    const after = shifted(-SECONDS_PER_DAY);
    if (before === after) return { offsetSeconds: before, gapSeconds: 0 };
    const beforeIsValid = shifted(before) === before;
    const afterIsValid = shifted(after) === after;
    if (!beforeIsValid && !afterIsValid) return { offsetSeconds: after, gapSeconds: after - before };
    if (!beforeIsValid || (afterIsValid && preferredOffset === after)) {
      return { offsetSeconds: after, gapSeconds: 0 };
    }
    return { offsetSeconds: before, gapSeconds: 0 };
  }

  standardOffset(): number {
    const { offsetAtStart, changes } = this.yearOfOffsets(STANDARD_OFFSET_YEAR);
    return Math.min(offsetAtStart, ...changes.map((change) => change.offsetAfter));
  }

  private yearOfOffsets(year: number): YearOfOffsets {
    const cached = this.years.get(year);
    if (cached !== undefined) return cached;
    const found = this.findChanges(year);
    this.forgetOldYears();
    this.years.set(year, found);
    return found;
  }

  private forgetOldYears(): void {
    if (this.years.size < MAX_CACHED_YEARS_PER_ZONE) return;
    for (const year of [...this.years.keys()].slice(0, MAX_CACHED_YEARS_PER_ZONE / 2))
      this.years.delete(year);
  }

  private findChanges(year: number): YearOfOffsets {
    const end = epochDayOf(year + 1, 1, 1) * SECONDS_PER_DAY;
    let from = epochDayOf(year, 1, 1) * SECONDS_PER_DAY;
    let offset = this.readOffset(from);
    const offsetAtStart = offset;
    const changes: OffsetChange[] = [];
    while (from < end) {
      const to = Math.min(from + PROBE_STEP_SECONDS, end);
      const offsetAfter = this.readOffset(to);
      if (offsetAfter !== offset) {
        changes.push({ epochSecond: this.findChange(from, to, offset), offsetAfter });
        offset = offsetAfter;
      }
      from = to;
    }
    return { offsetAtStart, changes };
  }

  /** The first second after `from` at which the offset is no longer `offsetBefore`. */
  private findChange(from: number, to: number, offsetBefore: number): number {
    let before = from;
    let after = to;
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (this.readOffset(middle) === offsetBefore) before = middle;
      else after = middle;
    }
    return after;
  }

  private readOffset(epochSecond: number): number {
    const fields = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
    for (const { type, value } of this.format.formatToParts(epochSecond * 1000)) {
      switch (type) {
        case 'year':
        case 'month':
        case 'day':
        case 'hour':
        case 'minute':
        case 'second':
          fields[type] = Number(value);
          break;
        default:
      }
    }
    const localDay = epochDayOf(fields.year, fields.month, fields.day);
    return localDay * SECONDS_PER_DAY + fields.hour * 3600 + fields.minute * 60 + fields.second - epochSecond;
  }
}
