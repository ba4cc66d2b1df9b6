// What all grammar rules share: the scanner, the way to the rules that call each other, and the bounds.
//
// The grammar is one of ordered choices: a rule that does not match gives undefined and the next is tried from
// the same place. `remember` keeps results by position, so that trying again costs nothing and the time stays
// linear in the length of the text.
import type { Node } from '../ast.js';
import { LimitExceeded } from '../failures.js';
import { MAX_NESTING_DEPTH } from '../limits.js';
import { Scanner } from './scanner.js';

/** The rules that other rules lead back to; grammar.ts ties them together. */
export interface Rules {
  /** Any expression. */
  readonly expression: (parser: Parser) => Node | undefined;
  /** Sums and all that binds tighter. */
  readonly arithmetic: (parser: Parser) => Node | undefined;
  /** A value with paths and filters behind it. */
  readonly chain: (parser: Parser) => Node | undefined;
  /** One unary test. */
  readonly test: (parser: Parser) => Node | undefined;
  /** `[a..b]` and its open forms. */
  readonly range: (parser: Parser) => Node | undefined;
}

type Remembered = { readonly node: Node | undefined; readonly end: number };

export class Parser extends Scanner {
  private depth = 0;
  private readonly memory = {
    expression: new Map<number, Remembered>(),
    arithmetic: new Map<number, Remembered>(),
  };

  constructor(
    text: string,
    private readonly rules: Rules,
  ) {
    super(text);
  }

  /** All recursion of the grammar goes through here, so this is where its depth is bounded. */
  expression(): Node | undefined {
    if (++this.depth > MAX_NESTING_DEPTH) {
      throw new LimitExceeded(`The expression is nested more than ${MAX_NESTING_DEPTH} levels deep`);
    }
    const node = this.remember('expression', this.rules.expression);
    this.depth--;
    return node;
  }

  arithmetic(): Node | undefined {
    return this.remember('arithmetic', this.rules.arithmetic);
  }

  chain(): Node | undefined {
    return this.rules.chain(this);
  }

  test(): Node | undefined {
    return this.rules.test(this);
  }

  range(): Node | undefined {
    return this.rules.range(this);
  }

  private remember(
    rule: 'expression' | 'arithmetic',
    parse: (parser: Parser) => Node | undefined,
  ): Node | undefined {
    const start = this.position;
    const known = this.memory[rule].get(start);
    if (known !== undefined) {
      this.position = known.end;
      return known.node;
    }
    const node = parse(this);
    if (node === undefined) this.position = start;
    this.memory[rule].set(start, { node, end: this.position });
    return node;
  }

  /** One or more `item`s with commas between them; a comma without an item behind it is left unread. */
  separated<T>(item: () => T | undefined): T[] | undefined {
    const first = item();
    if (first === undefined) return undefined;
    const items = [first];
    for (;;) {
      const beforeComma = this.position;
      const next = this.accept(',') ? item() : undefined;
      if (next === undefined) {
        this.position = beforeComma;
        return items;
      }
      items.push(next);
    }
  }

  /** Tries a rule and goes back to the start if it does not match. */
  attempt<T>(rule: () => T | undefined): T | undefined {
    const start = this.position;
    const result = rule();
    if (result === undefined) this.position = start;
    return result;
  }
}
