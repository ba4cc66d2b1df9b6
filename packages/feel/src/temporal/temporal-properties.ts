/** The properties of temporal values that a path reads (specification 14, §10.5). */
import type { DaysTimeDuration } from './days-time-duration.js';
import type { FeelDateTime } from './feel-date-time.js';
import type { FeelDate } from './feel-date.js';
import type { FeelLocalDateTime } from './feel-local-date-time.js';
import type { FeelLocalTime } from './feel-local-time.js';
import type { FeelTime } from './feel-time.js';
import type { Temporal } from './temporal.js';
import type { YearsMonthsDuration } from './years-months-duration.js';

/** A whole number, a zone id, an offset, or null where a local value has no offset or zone. */
export type PropertyValue = number | bigint | string | DaysTimeDuration | null;

type Property<T> = (value: T) => PropertyValue;
type Properties<T> = Readonly<Record<string, Property<T>>>;

const DATE: Properties<FeelDate> = {
  year: (date) => date.year,
  month: (date) => date.month,
  day: (date) => date.day,
  weekday: (date) => date.weekday,
};

const TIME: Properties<FeelTime | FeelLocalTime> = {
  timezone: zoneId,
  second: (time) => time.second,
  'time offset': offset,
  minute: (time) => time.minute,
  hour: (time) => time.hour,
};

const DATE_TIME: Properties<FeelDateTime | FeelLocalDateTime> = {
  timezone: zoneId,
  year: (value) => value.date.year,
  second: (value) => localPart(value).time.second,
  month: (value) => value.date.month,
  day: (value) => value.date.day,
  'time offset': offset,
  weekday: (value) => value.date.weekday,
  minute: (value) => localPart(value).time.minute,
  hour: (value) => localPart(value).time.hour,
};

const DAYS_TIME: Properties<DaysTimeDuration> = {
  days: (duration) => duration.days,
  hours: (duration) => duration.hours,
  minutes: (duration) => duration.minutes,
  seconds: (duration) => duration.seconds,
};

const YEARS_MONTHS: Properties<YearsMonthsDuration> = {
  years: (duration) => duration.years,
  months: (duration) => duration.months,
};

/** Undefined if values of this kind have no such property. */
export function temporalProperty(value: Temporal, name: string): PropertyValue | undefined {
  switch (value.kind) {
    case 'date':
      return read(DATE, value, name);
    case 'local time':
    case 'time':
      return read(TIME, value, name);
    case 'local date and time':
    case 'date and time':
      return read(DATE_TIME, value, name);
    case 'days and time duration':
      return read(DAYS_TIME, value, name);
    case 'years and months duration':
      return read(YEARS_MONTHS, value, name);
  }
}

/** Names in the order in which the warning about an unknown property lists them. */
export function temporalPropertyNames(value: Temporal): readonly string[] {
  switch (value.kind) {
    case 'date':
      return Object.keys(DATE);
    case 'local time':
    case 'time':
      return Object.keys(TIME);
    case 'local date and time':
    case 'date and time':
      return Object.keys(DATE_TIME);
    case 'days and time duration':
      return Object.keys(DAYS_TIME);
    case 'years and months duration':
      return Object.keys(YEARS_MONTHS);
  }
}

function read<T>(properties: Properties<T>, value: T, name: string): PropertyValue | undefined {
  return Object.hasOwn(properties, name) ? properties[name]?.(value) : undefined;
}

function localPart(value: FeelDateTime | FeelLocalDateTime): FeelLocalDateTime {
  return value.kind === 'date and time' ? value.local : value;
}

function zoneId(value: FeelTime | FeelLocalTime | FeelDateTime | FeelLocalDateTime): string | null {
  return 'zone' in value ? (value.zone?.id ?? null) : null;
}

function offset(value: FeelTime | FeelLocalTime | FeelDateTime | FeelLocalDateTime): DaysTimeDuration | null {
  return 'offset' in value ? value.offset : null;
}
