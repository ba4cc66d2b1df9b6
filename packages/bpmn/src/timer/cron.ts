// Cron expressions: six fields, or a nickname (spec 12 §12.9.5).
//
// Day of month and day of week both have to match. `||` separates complete expressions, `|` inside fields stands for
// as many expressions as there are alternatives.
import type { ZoneOrOffset } from '@grevy/feel';
import { BPMN_LIMIT_MESSAGES, BPMN_LIMITS } from '../limits.js';
import {
  parseCronField,
  type CronField,
  type CronFieldDefinition,
  type CronFieldName,
  type CronFieldProblem,
  type SpecialDay,
} from './cron-field.js';
import { malformed, parsed, type Parsed } from './parsed.js';
import { MS_PER_DAY, startOfDay, toInstant, toLocal } from './zoned-time.js';

/** Alternatives, each with its six fields. */
export type Cron = readonly CronSchedule[];

export type CronSchedule = Readonly<Record<CronFieldName, CronField>>;

const NO_NAMES: ReadonlyMap<string, number> = new Map();
const MONTH_NAMES = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const DAY_NAMES = 'SUN MON TUE WED THU FRI SAT'.split(' ');

const FIELDS: readonly CronFieldDefinition[] = [
  { name: 'second', min: 0, max: 59, names: NO_NAMES },
  { name: 'minute', min: 0, max: 59, names: NO_NAMES },
  { name: 'hour', min: 0, max: 23, names: NO_NAMES },
  { name: 'dayOfMonth', min: 1, max: 31, names: NO_NAMES },
  { name: 'month', min: 1, max: 12, names: new Map(MONTH_NAMES.map((name, i) => [name, i + 1])) },
  // In this field alone `L` is a day: Sunday.
  { name: 'dayOfWeek', min: 0, max: 7, names: new Map([...DAY_NAMES, 'L'].map((name, i) => [name, i % 7])) },
];

const NICKNAMES: ReadonlyMap<string, string> = new Map([
  ['@yearly', '0 0 0 1 1 *'],
  ['@annually', '0 0 0 1 1 *'],
  ['@monthly', '0 0 0 1 * *'],
  ['@weekly', '0 0 0 * * 0'],
  ['@daily', '0 0 0 * * *'],
  ['@midnight', '0 0 0 * * *'],
  ['@hourly', '0 0 * * * *'],
]);

export function parseCron(text: string): Parsed<Cron> {
  if (text.length > BPMN_LIMITS.maxCronLength) return malformed(BPMN_LIMIT_MESSAGES.cronLength);
  const normal = text.trim().replace(/\s+/g, ' ');
  if (normal === '') return malformed('Empty expression!');
  const schedules: CronSchedule[] = [];
  for (const expression of normal.split('||')) {
    const result = parseAlternatives(expression.trim());
    if (!result.ok) return result;
    schedules.push(...result.value);
  }
  return parsed(schedules);
}

function parseAlternatives(expression: string): Parsed<Cron> {
  if (expression === '@reboot') return malformed('Nickname @reboot not supported!');
  const fields = (NICKNAMES.get(expression) ?? expression).split(' ').map((field) => field.split('|'));
  if (fields.length !== FIELDS.length) {
    return malformed(`Cron expression contains ${fields.length} parts but we expect one of [6]`);
  }
  const count = Math.max(...fields.map((alternatives) => alternatives.length));
  if (fields.some((alternatives) => alternatives.length !== 1 && alternatives.length !== count)) {
    return malformed('Failed to parse cron expression. All fields need the same number of alternatives');
  }
  const schedules: CronSchedule[] = [];
  for (let i = 0; i < count; i++) {
    const result = parseSchedule(fields.map((alternatives) => alternatives[i] ?? alternatives[0] ?? ''));
    if (!result.ok) return result;
    schedules.push(result.value);
  }
  return parsed(schedules);
}

function parseSchedule(texts: readonly string[]): Parsed<CronSchedule> {
  const problems: CronFieldProblem[] = [];
  const read = (index: number): CronField => {
    const definition = FIELDS[index];
    const result = definition && parseCronField(texts[index] ?? '', definition);
    if (result?.ok === true) return result.field;
    if (result !== undefined) problems.push(result.problem);
    return { values: new Set(), special: [], isAny: false };
  };
  const schedule: CronSchedule = {
    second: read(0),
    minute: read(1),
    hour: read(2),
    dayOfMonth: read(3),
    month: read(4),
    dayOfWeek: read(5),
  };
  const problem = problems.find(({ kind }) => kind === 'syntax') ?? problems[0];
  return problem === undefined ? parsed(schedule) : malformed(problem.message);
}

/** The next execution strictly after an instant; undefined if there is none in the next hundred years. */
export function nextExecution(cron: Cron, afterMs: number, zone: ZoneOrOffset): number | undefined {
  const executions = cron
    .map((schedule) => nextOf(schedule, afterMs, zone))
    .filter((next) => next !== undefined);
  return executions.length === 0 ? undefined : Math.min(...executions);
}

function nextOf(schedule: CronSchedule, afterMs: number, zone: ZoneOrOffset): number | undefined {
  // The reference counts "every second" from the instant itself, its milliseconds included.
  if (Object.values(schedule).every((field) => field.isAny)) return afterMs + 1000;
  const first = toLocal(Math.floor(afterMs / 1000) * 1000, zone) + 1000;
  const lastDay = first + BPMN_LIMITS.maxCronYears * 366 * MS_PER_DAY;
  for (let day = startOfDay(first); day <= lastDay; day += MS_PER_DAY) {
    if (!matchesDay(schedule, day)) continue;
    for (const time of timesOf(schedule)) {
      if (day + time < first) continue;
      const instant = toInstant(day + time, zone);
      if (instant > afterMs) return instant;
    }
  }
  return undefined;
}

/** The matching times of a day in milliseconds, ascending. */
function* timesOf(schedule: CronSchedule): Generator<number> {
  const [hours, minutes, seconds] = [schedule.hour, schedule.minute, schedule.second].map(sorted);
  for (const hour of hours ?? []) {
    for (const minute of minutes ?? []) {
      for (const second of seconds ?? []) yield ((hour * 60 + minute) * 60 + second) * 1000;
    }
  }
}

function sorted(field: CronField): readonly number[] {
  return [...field.values].sort((a, b) => a - b);
}

function matchesDay(schedule: CronSchedule, dayMs: number): boolean {
  const date = new Date(dayMs);
  if (!schedule.month.values.has(date.getUTCMonth() + 1)) return false;
  const day = date.getUTCDate();
  const dayOfWeek = date.getUTCDay();
  return (
    (schedule.dayOfMonth.values.has(day) || schedule.dayOfMonth.special.some((s) => isSpecial(s, date))) &&
    (schedule.dayOfWeek.values.has(dayOfWeek) || schedule.dayOfWeek.special.some((s) => isSpecial(s, date)))
  );
}

function isSpecial(special: SpecialDay, date: Date): boolean {
  const day = date.getUTCDate();
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  switch (special.kind) {
    case 'lastDay':
      return day === lastDay - special.daysBefore;
    case 'lastWeekday':
      return day === nearestWeekday(date, lastDay, lastDay);
    case 'nearestWeekday':
      return special.day <= lastDay && day === nearestWeekday(date, special.day, lastDay);
    case 'nthDayOfWeek':
      return date.getUTCDay() === special.dayOfWeek && Math.ceil(day / 7) === special.n;
    case 'lastDayOfWeek':
      return date.getUTCDay() === special.dayOfWeek && day + 7 > lastDay;
  }
}

/** The weekday nearest to a day of the date's month, in the same month. */
function nearestWeekday(date: Date, day: number, lastDay: number): number {
  const dayOfWeek = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), day)).getUTCDay();
  if (dayOfWeek === 6) return day === 1 ? 3 : day - 1;
  if (dayOfWeek === 0) return day === lastDay ? day - 2 : day + 1;
  return day;
}
