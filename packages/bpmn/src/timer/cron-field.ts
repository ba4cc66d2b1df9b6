// One field of a cron expression: which values it matches (spec 12 §12.9.5). Messages are those of the reference's
// cron parser (spec 12 §12.10).

export type CronFieldName = 'second' | 'minute' | 'hour' | 'dayOfMonth' | 'month' | 'dayOfWeek';

export interface CronFieldDefinition {
  readonly name: CronFieldName;
  readonly min: number;
  readonly max: number;
  /** Names of values, in upper case. */
  readonly names: ReadonlyMap<string, number>;
}

/** A day of the month or week that depends on the month. */
export type SpecialDay =
  | { readonly kind: 'lastDay'; readonly daysBefore: number }
  | { readonly kind: 'lastWeekday' }
  | { readonly kind: 'nearestWeekday'; readonly day: number }
  | { readonly kind: 'nthDayOfWeek'; readonly dayOfWeek: number; readonly n: number }
  | { readonly kind: 'lastDayOfWeek'; readonly dayOfWeek: number };

export interface CronField {
  readonly values: ReadonlySet<number>;
  readonly special: readonly SpecialDay[];
  /** `*` or `?`. */
  readonly isAny: boolean;
}

/** Syntax errors of any field come before values out of range, so both are kept apart. */
export interface CronFieldProblem {
  readonly kind: 'syntax' | 'range';
  readonly message: string;
}

export type CronFieldResult =
  | { readonly ok: true; readonly field: CronField }
  | { readonly ok: false; readonly problem: CronFieldProblem };

class Problem extends Error {
  constructor(readonly problem: CronFieldProblem) {
    super(problem.message);
  }
}

function syntax(message: string): Problem {
  return new Problem({ kind: 'syntax', message: `Failed to parse cron expression. ${message}` });
}

function outOfRange(what: string, value: number, { min, max }: CronFieldDefinition): Problem {
  const message = `Failed to parse cron expression. ${what} ${value} not in range [${min}, ${max}]`;
  return new Problem({ kind: 'range', message });
}

export function parseCronField(text: string, definition: CronFieldDefinition): CronFieldResult {
  try {
    return { ok: true, field: readField(text.toUpperCase(), definition) };
  } catch (error) {
    if (error instanceof Problem) return { ok: false, problem: error.problem };
    throw error;
  }
}

function readField(text: string, definition: CronFieldDefinition): CronField {
  if (text === '*') return { values: rangeOf(definition.min, definition.max, 1), special: [], isAny: true };
  if (text === '?') {
    if (!isDay(definition)) throw syntax('Invalid expression: ?');
    return { values: rangeOf(definition.min, definition.max, 1), special: [], isAny: true };
  }
  if (text.endsWith(',')) {
    const message = `Invalid field value! Trailing commas not permitted! '${text}'`;
    throw new Problem({ kind: 'syntax', message });
  }
  const values = new Set<number>();
  const special: SpecialDay[] = [];
  for (const item of text.split(',')) {
    const day = specialDay(item, definition);
    if (day === undefined) for (const value of readItem(item, definition)) values.add(value);
    else special.push(day);
  }
  return { values, special, isAny: false };
}

function isDay({ name }: CronFieldDefinition): boolean {
  return name === 'dayOfMonth' || name === 'dayOfWeek';
}

/** `a`, `a-b`, each with `/n`, or `*` with `/n`. */
function readItem(item: string, definition: CronFieldDefinition): ReadonlySet<number> {
  const [base = '', period, ...rest] = item.split('/');
  const isMisplaced = item.includes('#') && definition.name !== 'dayOfWeek';
  if (rest.length > 0 || item === '/' || isMisplaced) throw syntax(`Invalid expression: ${item}`);
  if (period === '') throw syntax(`Missing steps for expression: ${item}`);
  const step = period === undefined ? undefined : readStep(period, definition);
  const { from, to } = readRange(base, item, definition, step !== undefined);
  const values = rangeOf(from, to, step ?? 1, definition);
  return definition.name === 'dayOfWeek' ? new Set([...values].map((value) => value % 7)) : values;
}

function readStep(text: string, definition: CronFieldDefinition): number {
  if (!/^\d+$/.test(text)) throw syntax(`For input string: "${text}"`);
  const step = Number(text);
  if (step < 1 || step > definition.max) throw outOfRange('Period', step, definition);
  return step;
}

function readRange(
  text: string,
  item: string,
  definition: CronFieldDefinition,
  hasStep: boolean,
): { readonly from: number; readonly to: number } {
  const { min, max } = definition;
  if (text === '*' || (text === '' && hasStep)) return { from: min, to: max };
  const dash = text.indexOf('-');
  if (text === '-' || text.indexOf('-', dash + 1) > 0) throw syntax(`Missing values for range: ${item}`);
  if (dash === 0) {
    throw syntax(
      `Invalid expression! Expression: ${item} does not describe a range. Negative numbers are not allowed.`,
    );
  }
  if (dash < 0) {
    const from = readValue(text, definition);
    return { from, to: hasStep ? max : from };
  }
  if (dash === text.length - 1) throw syntax(`Missing values for range: ${item}`);
  const from = readValue(text.slice(0, dash), definition);
  const to = readValue(text.slice(dash + 1), definition);
  if (from > to && definition.name !== 'dayOfWeek') {
    const message = `Failed to parse cron expression. Invalid range! [${from},${to}]`;
    throw new Problem({ kind: 'range', message });
  }
  return { from, to };
}

function readValue(text: string, definition: CronFieldDefinition): number {
  const value = /^\d+$/.test(text) ? Number(text) : definition.names.get(text);
  if (value === undefined) throw invalidCharacters(text, definition);
  if (value < definition.min || value > definition.max) throw outOfRange('Value', value, definition);
  return value;
}

/** Characters that may stand in the field are not listed, even where they mean nothing. */
function invalidCharacters(text: string, { name }: CronFieldDefinition): Problem {
  const mark = name === 'dayOfMonth' ? /^(\d*)[LW]$/ : name === 'dayOfWeek' ? /^(\d*)L$/ : undefined;
  const invalid = (mark === undefined ? text : text.replace(mark, '$1')).replace(/[\d*?]/g, '');
  return syntax(`Invalid chars in expression! Expression: ${text} Invalid chars: ${invalid}`);
}

/** Only days of the week may wrap around: `FRI-MON`. */
function rangeOf(
  from: number,
  to: number,
  step: number,
  definition?: CronFieldDefinition,
): ReadonlySet<number> {
  const values = new Set<number>();
  const end = from > to && definition?.name === 'dayOfWeek' ? to + 7 : to;
  for (let value = from; value <= end; value += step) values.add(value);
  return values;
}

function specialDay(item: string, definition: CronFieldDefinition): SpecialDay | undefined {
  if (definition.name === 'dayOfMonth') return specialDayOfMonth(item, definition);
  if (definition.name === 'dayOfWeek') return specialDayOfWeek(item, definition);
  return undefined;
}

function specialDayOfMonth(item: string, definition: CronFieldDefinition): SpecialDay | undefined {
  if (item === 'LW') return { kind: 'lastWeekday' };
  if (item === 'L') return { kind: 'lastDay', daysBefore: 0 };
  const daysBefore = /^L-(.+)$/.exec(item)?.[1];
  if (daysBefore !== undefined) return { kind: 'lastDay', daysBefore: readValue(daysBefore, definition) };
  const weekday = /^(\d+)W$/.exec(item)?.[1];
  return weekday === undefined ? undefined : { kind: 'nearestWeekday', day: readValue(weekday, definition) };
}

function specialDayOfWeek(item: string, definition: CronFieldDefinition): SpecialDay | undefined {
  const [, day, n] = /^([^#]+)#([^#]+)$/.exec(item) ?? [];
  if (day !== undefined && n !== undefined) {
    if (!/^\d+$/.test(n)) throw invalidCharacters(n, definition);
    return { kind: 'nthDayOfWeek', dayOfWeek: readValue(day, definition) % 7, n: Number(n) };
  }
  const last = /^(.+)L$/.exec(item)?.[1];
  if (last === undefined || (last.length > 1 && !definition.names.has(last))) return undefined;
  return { kind: 'lastDayOfWeek', dayOfWeek: readValue(last, definition) % 7 };
}
