/** Flags of a pattern, named as in `java.util.regex.Pattern`; the letter is the one of inline flags `(?imsudxU)`. */
export interface PatternFlags {
  /** `i`: ASCII letters match in both cases. */
  readonly caseInsensitive: boolean;
  /** `m`: `^` and `$` match at line ends. */
  readonly multiline: boolean;
  /** `s`: the dot matches line ends. */
  readonly dotAll: boolean;
  /** `u`: `i` holds for all letters. */
  readonly unicodeCase: boolean;
  /** `d`: only `\n` ends a line. */
  readonly unixLines: boolean;
  /** `x`: white space and `#` comments are left out. */
  readonly comments: boolean;
  /** `U`: `\w \d \s \b` and POSIX classes by Unicode; includes `u`. */
  readonly unicodeClasses: boolean;
}

export const NO_FLAGS: PatternFlags = {
  caseInsensitive: false,
  multiline: false,
  dotAll: false,
  unicodeCase: false,
  unixLines: false,
  comments: false,
  unicodeClasses: false,
};

/** The flags argument of `matches` and `replace`: s, m, i and x count, everything else is ignored. */
export function flagsOfArgument(text: string): PatternFlags {
  return {
    ...NO_FLAGS,
    dotAll: text.includes('s'),
    multiline: text.includes('m'),
    caseInsensitive: text.includes('i'),
    comments: text.includes('x'),
  };
}

/** The flags after an inline flag letter; undefined if there is no such flag. */
export function withInlineFlag(flags: PatternFlags, letter: string, on: boolean): PatternFlags | undefined {
  switch (letter) {
    case 'i':
      return { ...flags, caseInsensitive: on };
    case 'm':
      return { ...flags, multiline: on };
    case 's':
      return { ...flags, dotAll: on };
    case 'u':
      return { ...flags, unicodeCase: on };
    case 'd':
      return { ...flags, unixLines: on };
    case 'x':
      return { ...flags, comments: on };
    case 'U':
      return { ...flags, unicodeClasses: on, unicodeCase: on };
    default:
      return undefined;
  }
}

/** The letters of the flags that are on. */
export function lettersOf(flags: PatternFlags): string {
  return (
    (flags.caseInsensitive ? 'i' : '') +
    (flags.multiline ? 'm' : '') +
    (flags.dotAll ? 's' : '') +
    (flags.unicodeCase ? 'u' : '') +
    (flags.unixLines ? 'd' : '') +
    (flags.comments ? 'x' : '') +
    (flags.unicodeClasses ? 'U' : '')
  );
}
