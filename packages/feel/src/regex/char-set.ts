/** A set of code points: what a character class or a literal character matches. */
import {
  asciiLower,
  asciiUpper,
  isAsciiLetter,
  unicodeFold,
  unicodeLower,
  unicodeUpper,
} from './case-folding.js';
import type { PatternFlags } from './pattern-flags.js';

const UNKNOWN = 0;
const MEMBER = 1;
const STRANGER = 2;
const REMEMBERED = 256;

export class CharSet {
  /** Answers for Latin-1, filled on demand. */
  private known: Uint8Array | undefined;

  /**
   * @param contains whether a code point is a member.
   * @param weight how many comparisons that takes, as a price of the search.
   */
  constructor(
    private readonly contains: (codePoint: number) => boolean,
    private readonly weight = 1,
  ) {}

  /** Steps that looking up a code point costs. */
  costOf(codePoint: number): number {
    return codePoint < REMEMBERED ? 1 : this.weight;
  }

  has(codePoint: number): boolean {
    if (codePoint >= REMEMBERED) return this.contains(codePoint);
    const known = (this.known ??= new Uint8Array(REMEMBERED));
    const answer = known[codePoint];
    if (answer !== UNKNOWN) return answer === MEMBER;
    const isMember = this.contains(codePoint);
    known[codePoint] = isMember ? MEMBER : STRANGER;
    return isMember;
  }

  static ofChars(chars: string): CharSet {
    return CharSet.ofCodePoints([...chars].map((char) => char.codePointAt(0) ?? 0));
  }

  static ofCodePoints(codePoints: Iterable<number>): CharSet {
    const members = new Set(codePoints);
    return new CharSet((codePoint) => members.has(codePoint));
  }

  static union(sets: readonly CharSet[]): CharSet {
    const [single] = sets;
    if (single !== undefined && sets.length === 1) return single;
    const weight = sets.reduce((sum, set) => sum + set.weight, 0);
    return new CharSet((codePoint) => sets.some((set) => set.contains(codePoint)), weight);
  }

  intersection(other: CharSet): CharSet {
    return new CharSet(
      (codePoint) => this.contains(codePoint) && other.contains(codePoint),
      this.weight + other.weight,
    );
  }

  complement(): CharSet {
    return new CharSet((codePoint) => !this.contains(codePoint), this.weight);
  }
}

/** The characters that a literal character matches under the flags; undefined if only itself. */
export function caseVariants(codePoint: number, flags: PatternFlags): CharSet | undefined {
  if (!flags.caseInsensitive) return undefined;
  if (flags.unicodeCase) {
    const fold = unicodeFold(codePoint);
    return new CharSet((candidate) => candidate === codePoint || unicodeFold(candidate) === fold);
  }
  if (!isAsciiLetter(codePoint)) return undefined;
  const lower = asciiLower(codePoint);
  return new CharSet((candidate) => asciiLower(candidate) === lower);
}

/** The characters `first-last` of a class under the flags. */
export function charRange(first: number, last: number, flags: PatternFlags): CharSet {
  const within = (codePoint: number): boolean => codePoint >= first && codePoint <= last;
  if (!flags.caseInsensitive) return new CharSet(within);
  if (flags.unicodeCase) {
    return new CharSet((codePoint) => {
      const upper = unicodeUpper(codePoint);
      return within(codePoint) || within(upper) || within(unicodeLower(upper));
    });
  }
  return new CharSet(
    (codePoint) => within(codePoint) || within(asciiUpper(codePoint)) || within(asciiLower(codePoint)),
  );
}
