/**
 * Parses the dialect of `java.util.regex` (Java 17) into a syntax tree, by recursive descent: alternation, sequence,
 * repetition, atom. Not supported, and refused: `\N{name}`.
 */
import { caseVariants, CharSet } from './char-set.js';
import { parseCharClass } from './char-class-parser.js';
import { parseCharEscape } from './escape-parser.js';
import { MAX_PATTERN_LENGTH, MAX_PATTERN_NESTING, MAX_REPETITIONS } from './limits.js';
import { withInlineFlag, type PatternFlags } from './pattern-flags.js';
import { END, PatternReader } from './pattern-reader.js';
import { PatternSyntaxError } from './regex-error.js';
import { EMPTY, lengthOf, type Assertion, type RegexNode, type RepeatMode } from './regex-node.js';

export interface ParsedPattern {
  readonly root: RegexNode;
  readonly groupCount: number;
  readonly groupNames: ReadonlyMap<string, number>;
}

/** @throws PatternSyntaxError */
export function parsePattern(pattern: string, flags: PatternFlags): ParsedPattern {
  if (pattern.length > MAX_PATTERN_LENGTH) {
    throw new PatternSyntaxError(
      `Pattern is longer than ${String(MAX_PATTERN_LENGTH)} characters`,
      `${pattern.slice(0, 50)}…`,
      MAX_PATTERN_LENGTH,
    );
  }
  return new PatternParser(pattern, flags).parse();
}

class PatternParser {
  private readonly reader: PatternReader;
  private readonly groupNames = new Map<string, number>();
  private groupCount = 0;
  private nesting = 0;
  private flags: PatternFlags;

  constructor(pattern: string, flags: PatternFlags) {
    this.reader = new PatternReader(pattern);
    this.flags = flags;
    this.reader.comments = flags.comments;
  }

  parse(): ParsedPattern {
    const root = this.parseAlternation();
    if (this.reader.peek() !== END) return this.reader.fail("Unmatched closing ')'");
    return { root, groupCount: this.groupCount, groupNames: this.groupNames };
  }

  private parseAlternation(): RegexNode {
    const options = [this.parseSequence()];
    while (this.reader.takes('|')) options.push(this.parseSequence());
    const [single] = options;
    return options.length === 1 && single !== undefined ? single : { type: 'alternation', options };
  }

  private parseSequence(): RegexNode {
    const items: RegexNode[] = [];
    for (;;) {
      const next = this.reader.peek();
      if (next === END || next === 0x7c || next === 0x29) break;
      const atom = this.parseAtom(next);
      if (atom !== undefined) items.push(this.parseRepetition(atom));
    }
    const [single] = items;
    return items.length === 1 && single !== undefined ? single : { type: 'sequence', items };
  }

  /** Undefined for inline flags, which are no atom. */
  private parseAtom(next: number): RegexNode | undefined {
    const { reader, flags } = this;
    switch (String.fromCodePoint(next)) {
      case '(':
        reader.take();
        return this.parseGroup();
      case '[':
        reader.take();
        return { type: 'set', set: parseCharClass(reader, flags, this.nesting) };
      case '\\':
        reader.take();
        return this.parseEscape();
      case '^':
        reader.take();
        return assertion(caretOf(flags));
      case '$':
        reader.take();
        return assertion(dollarOf(flags));
      case '.':
        reader.take();
        return { type: 'set', set: dotOf(flags) };
      case '*':
      case '+':
      case '?':
        return reader.fail(`Dangling meta character '${String.fromCodePoint(next)}'`);
      case '{':
        // A brace repeats nothing where no atom precedes it, as after another repetition.
        return EMPTY;
      default:
        reader.take();
        return this.literal(next);
    }
  }

  private literal(codePoint: number): RegexNode {
    const set = caseVariants(codePoint, this.flags);
    return set === undefined ? { type: 'char', codePoint } : { type: 'set', set };
  }

  private parseRepetition(body: RegexNode): RegexNode {
    const count = this.parseCount();
    if (count === undefined) return body;
    const mode = this.parseMode();
    return { type: 'repeat', body, ...count, mode };
  }

  private parseCount(): { min: number; max: number } | undefined {
    const { reader } = this;
    if (reader.takes('?')) return { min: 0, max: 1 };
    if (reader.takes('*')) return { min: 0, max: Infinity };
    if (reader.takes('+')) return { min: 1, max: Infinity };
    if (reader.peek() !== 0x7b) return undefined;
    if (!/\d/.test(reader.charAfter(1))) return reader.fail('Illegal repetition');
    const counts = reader.takeMatch(/\{\d+(?:,\d*)?\}/y);
    if (counts === undefined) return reader.fail('Unclosed counted closure');
    const [first = '', second] = counts.slice(1, -1).split(',');
    const min = Number(first);
    const max = second === undefined ? min : second === '' ? Infinity : Number(second);
    if (max < min || min > MAX_REPETITIONS || (max > MAX_REPETITIONS && max !== Infinity)) {
      return reader.fail('Illegal repetition range');
    }
    return { min, max };
  }

  private parseMode(): RepeatMode {
    if (this.reader.takes('?')) return 'lazy';
    return this.reader.takes('+') ? 'possessive' : 'greedy';
  }

  private parseGroup(): RegexNode | undefined {
    const { reader } = this;
    if (++this.nesting > MAX_PATTERN_NESTING) return reader.fail('Too many groups within each other');
    const outerFlags = this.flags;
    const node = reader.takes('?') ? this.parseSpecialGroup() : this.parseCapture();
    this.nesting--;
    if (node !== undefined) this.setFlags(outerFlags);
    return node;
  }

  private parseCapture(): RegexNode {
    const group = ++this.groupCount;
    return { type: 'capture', group, body: this.parseGroupBody() };
  }

  private parseGroupBody(): RegexNode {
    const body = this.parseAlternation();
    if (!this.reader.takes(')')) return this.reader.fail('Unclosed group');
    return body;
  }

  /** Behind `(?`. */
  private parseSpecialGroup(): RegexNode | undefined {
    const { reader } = this;
    switch (reader.takeMatch(/[:=!>]|<[=!]?/y)) {
      case ':':
        return this.parseGroupBody();
      case '=':
        return { type: 'look ahead', negative: false, body: this.parseGroupBody() };
      case '!':
        return { type: 'look ahead', negative: true, body: this.parseGroupBody() };
      case '>':
        return { type: 'atomic', body: this.parseGroupBody() };
      case '<=':
        return this.parseLookBehind(false);
      case '<!':
        return this.parseLookBehind(true);
      case '<':
        return this.parseNamedCapture();
      default:
        return this.parseInlineFlags();
    }
  }

  private parseLookBehind(negative: boolean): RegexNode {
    const body = this.parseGroupBody();
    const { min, max } = lengthOf(body);
    if (max === Infinity) {
      return this.reader.fail('Look-behind group does not have an obvious maximum length');
    }
    return { type: 'look behind', negative, body, minLength: min, maxLength: max };
  }

  private parseNamedCapture(): RegexNode {
    const name = this.parseGroupName();
    if (this.groupNames.has(name)) {
      return this.reader.fail(`Named capturing group <${name}> is already defined`);
    }
    this.groupNames.set(name, this.groupCount + 1);
    return this.parseCapture();
  }

  private parseGroupName(): string {
    const name = this.reader.takeMatch(/[A-Za-z][A-Za-z0-9]*/y);
    if (name === undefined) {
      return this.reader.fail('capturing group name does not start with a Latin letter');
    }
    if (this.reader.takeMatch(/>/y) === undefined) {
      return this.reader.fail("named capturing group is missing trailing '>'");
    }
    return name;
  }

  /** `(?i-m)` holds to the end of the surrounding group, `(?i-m:…)` is a group of its own. */
  private parseInlineFlags(): RegexNode | undefined {
    const { reader } = this;
    const letters = reader.takeMatch(/[a-zA-Z]*(?:-[a-zA-Z]*)?/y) ?? '';
    let flags = this.flags;
    let on = true;
    for (const letter of letters) {
      if (letter === '-') on = false;
      else flags = withInlineFlag(flags, letter, on) ?? reader.fail('Unknown inline modifier');
    }
    this.setFlags(flags);
    switch (reader.takeMatch(/[:)]/y)) {
      case ')':
        return undefined;
      case ':':
        return this.parseGroupBody();
      default:
        return reader.fail(letters === '' ? 'Unknown group type' : 'Unknown inline modifier');
    }
  }

  private setFlags(flags: PatternFlags): void {
    this.flags = flags;
    this.reader.comments = flags.comments;
  }

  private parseEscape(): RegexNode {
    const { reader, flags } = this;
    const letter = String.fromCodePoint(Math.max(reader.peekAsIs(), 0));
    const simple = escapedAssertion(letter, flags);
    if (simple !== undefined) {
      reader.takeAsIs();
      const isGraphemeBoundary = letter === 'b' && reader.takeMatch(/\{g\}/y) !== undefined;
      return assertion(isGraphemeBoundary ? 'grapheme boundary' : simple);
    }
    switch (letter) {
      case 'R':
        reader.takeAsIs();
        return { type: 'line break' };
      case 'X':
        reader.takeAsIs();
        return { type: 'grapheme cluster' };
      case 'N':
        return reader.fail('\\N{…} is not supported');
      case 'k':
        reader.takeAsIs();
        return this.parseNamedReference();
    }
    if (letter >= '1' && letter <= '9') return this.parseNumberedReference();
    const escape = parseCharEscape(reader, flags);
    return escape.type === 'set' ? escape : this.literal(escape.codePoint);
  }

  private parseNamedReference(): RegexNode {
    if (this.reader.takeMatch(/</y) === undefined) {
      return this.reader.fail("\\k is not followed by '<' for named capturing group");
    }
    const name = this.parseGroupName();
    const group = this.groupNames.get(name);
    if (group === undefined) {
      return this.reader.fail(`named capturing group <${name}> does not exist`);
    }
    return this.backReference(group);
  }

  /** Further digits belong to the number as long as there is such a group. */
  private parseNumberedReference(): RegexNode {
    const { reader } = this;
    let group = Number(reader.takeMatch(/[1-9]/y));
    for (;;) {
      const digit = reader.charAfter(0);
      if (!/^\d$/.test(digit) || group * 10 + Number(digit) > this.groupCount) break;
      group = group * 10 + Number(digit);
      reader.takeAsIs();
    }
    return this.backReference(group);
  }

  private backReference(group: number): RegexNode {
    const { caseInsensitive, unicodeCase } = this.flags;
    if (!caseInsensitive) return { type: 'back-reference', group, folding: 'none' };
    return { type: 'back-reference', group, folding: unicodeCase ? 'unicode' : 'ascii' };
  }
}

function assertion(name: Assertion): RegexNode {
  return { type: 'assertion', assertion: name };
}

function caretOf({ multiline, unixLines }: PatternFlags): Assertion {
  if (!multiline) return 'input start';
  return unixLines ? 'unix line start' : 'line start';
}

function dollarOf({ multiline, unixLines }: PatternFlags): Assertion {
  if (multiline) return unixLines ? 'unix line end' : 'line end';
  return unixLines ? 'before last unix line end' : 'before last line end';
}

const ANY = new CharSet(() => true);
const NO_NEW_LINE = CharSet.ofChars('\n').complement();
const NO_LINE_END = CharSet.ofChars('\n\r\u0085\u2028\u2029').complement();

function dotOf({ dotAll, unixLines }: PatternFlags): CharSet {
  if (dotAll) return ANY;
  return unixLines ? NO_NEW_LINE : NO_LINE_END;
}

function escapedAssertion(letter: string, flags: PatternFlags): Assertion | undefined {
  switch (letter) {
    case 'A':
      return 'input start';
    case 'z':
      return 'input end';
    case 'Z':
      return flags.unixLines ? 'before last unix line end' : 'before last line end';
    case 'G':
      return 'previous match end';
    case 'b':
      return flags.unicodeClasses ? 'unicode word boundary' : 'word boundary';
    case 'B':
      return flags.unicodeClasses ? 'no unicode word boundary' : 'no word boundary';
    default:
      return undefined;
  }
}
