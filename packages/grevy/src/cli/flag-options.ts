// Flags on commander's commands.
//
// Commander gives every flag that may stand alone either no value at all or the argument behind it. Here such a flag
// takes a value only as `--flag=value`, so the arguments are rewritten before commander reads them: a bare flag gets
// its value written out.
import { Option, type Command } from 'commander';
import { durationText } from './duration.js';
import { parseFlagValue, type Flag, type FlagValue } from './flag.js';

/** A flag whose value cannot be read. */
export class FlagFailure extends Error {
  override readonly name = 'FlagFailure';
}

export function addFlags(command: Command, flags: readonly Flag[]): void {
  for (const flag of flags) command.addOption(optionOf(flag));
}

function optionOf(flag: Flag): Option {
  const short = flag.short === undefined ? '' : `-${flag.short}, `;
  const value = flag.bare === undefined ? `<${flag.type}>` : `[${flag.type}]`;
  const option = new Option(`${short}--${flag.name} ${value}`, flag.description);
  // Commander takes the first part of names such as `no-descriptions` for the opposite of another flag.
  option.negate = false;
  option.argParser((text: string, previous: unknown): FlagValue => {
    const value = flagValueOf(flag, text);
    // A list may be given in parts.
    return Array.isArray(value) && Array.isArray(previous) ? [...previous.map(String), ...value] : value;
  });
  if (flag.default !== undefined) {
    const shown = flag.type === 'duration' ? durationText(Number(flag.default)) : undefined;
    option.default(flag.default, shown);
  }
  return flag.hidden === true ? option.hideHelp() : option;
}

/**
 * The value of a flag's text.
 * @throws FlagFailure if it cannot be read
 */
export function flagValueOf(flag: Flag, text: string): FlagValue {
  try {
    return parseFlagValue(flag.type, text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const shown = `${flag.short === undefined ? '' : `-${flag.short}, `}--${flag.name}`;
    throw new FlagFailure(
      `invalid argument ${JSON.stringify(text)} for ${JSON.stringify(shown)} flag: ${error.message}`,
    );
  }
}

/** The arguments with the values of bare flags written out. */
export function withBareValues(args: readonly string[], flags: readonly Flag[]): string[] {
  const bareValues = new Map<string, string>(
    flags.flatMap(({ name, bare }) => (bare === undefined ? [] : [[`--${name}`, bare] as const])),
  );
  const end = args.indexOf('--');
  return args.map((argument, index) => {
    const bare = end >= 0 && index >= end ? undefined : bareValues.get(argument);
    return bare === undefined ? argument : `${argument}=${bare}`;
  });
}

/** The values of a command's flags, defaults included. */
export class FlagValues {
  private constructor(private readonly values: ReadonlyMap<string, unknown>) {}

  /** Those of the command and of all above it; what was given wins over defaults, then the command over the others. */
  static of(command: Command): FlagValues {
    const defaults = new Map<string, unknown>();
    const given = new Map<string, unknown>();
    for (let each: Command | null = command; each !== null; each = each.parent) {
      for (const [name, value] of Object.entries(each.opts<Record<string, unknown>>())) {
        const values = each.getOptionValueSource(name) === 'default' ? defaults : given;
        if (!values.has(name)) values.set(name, value);
      }
    }
    return new FlagValues(new Map([...defaults, ...given]));
  }

  isGiven(name: string): boolean {
    return this.values.has(name);
  }

  /** '' if it was not given and has no default. */
  text(name: string): string {
    return this.optionalText(name) ?? '';
  }

  optionalText(name: string): string | undefined {
    const value = this.values.get(name);
    return typeof value === 'string' ? value : undefined;
  }

  /** 0 if it was not given and has no default. Durations are in ms. */
  number(name: string): number {
    const value = this.values.get(name);
    return typeof value === 'number' ? value : 0;
  }

  isOn(name: string): boolean {
    return this.values.get(name) === true;
  }

  /** Undefined if it was not given and has no default. */
  optionalBoolean(name: string): boolean | undefined {
    const value = this.values.get(name);
    return typeof value === 'boolean' ? value : undefined;
  }

  list(name: string): readonly string[] {
    const value = this.values.get(name);
    return Array.isArray(value) ? value.map(String) : [];
  }
}
