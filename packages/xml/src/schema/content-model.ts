// Which children an element may have, and in which order: a DTD-like text compiled to a position automaton
// (Glushkov). XML Schema demands that content models are deterministic, so one position is the whole state.
//
//   content  := sequence ( "|" sequence )*
//   sequence := item ( "," item )*
//   item     := ( "(" content ")" | leaf ) [ "?" | "*" | "+" ]
//   leaf     := name | name "=" type | "##other" | "##any", these two with "/strict" to refuse unknown elements
//
// A plain name refers to a global element or its substitution group, `name=type` declares a local element.
import type { SimpleType } from './simple-types.js';

export interface ContentPart {
  readonly text: string;
  resolve(name: string): { readonly expanded: string; readonly namespace: string };
  /** A simple type, or the expanded name of a complex one. */
  resolveType(name: string): SimpleType | string;
}

export type Leaf =
  | { readonly kind: 'reference'; readonly expandedName: string }
  | { readonly kind: 'local'; readonly expandedName: string; readonly type: SimpleType | string }
  | { readonly kind: 'wildcard'; readonly excludedNamespace: string | undefined; readonly strict: boolean };

export interface ContentModel {
  readonly leaves: readonly Leaf[];
  /** No child may follow. */
  readonly isEmpty: boolean;
  /** Leaves that may come first, as indexes. */
  readonly first: readonly number[];
  /** Leaves that may come after each leaf. */
  readonly follow: readonly (readonly number[])[];
  /** The content may end before the first child. */
  readonly nullable: boolean;
  /** The content may end after these leaves. */
  readonly last: ReadonlySet<number>;
}

/** Where a reader of the children stands. */
export interface ContentState {
  /** Leaves that may come next, as indexes. */
  readonly allowed: readonly number[];
  readonly complete: boolean;
  /** The leaf of the child before, undefined at the start. */
  readonly previous: number | undefined;
}

export function startOf(content: ContentModel): ContentState {
  return { allowed: content.first, complete: content.nullable, previous: undefined };
}

export function stateAfter(content: ContentModel, leaf: number): ContentState {
  return { allowed: content.follow[leaf] ?? [], complete: content.last.has(leaf), previous: leaf };
}

interface Fragment {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly nullable: boolean;
}

const EMPTY: Fragment = { first: [], last: [], nullable: true };

/** Compiles the parts of a type, the base's first, as one sequence. */
export function compileContent(parts: readonly ContentPart[]): ContentModel {
  const compiler = new ContentCompiler();
  let whole = EMPTY;
  for (const part of parts) whole = compiler.sequence(whole, compiler.compile(part));
  const { leaves, follow } = compiler;
  return {
    leaves,
    isEmpty: leaves.length === 0,
    first: whole.first,
    follow: follow.map((next) => [...next].sort((a, b) => a - b)),
    nullable: whole.nullable,
    last: new Set(whole.last),
  };
}

class ContentCompiler {
  readonly leaves: Leaf[] = [];
  readonly follow: Set<number>[] = [];
  private tokens: readonly string[] = [];
  private next = 0;

  compile(part: ContentPart): Fragment {
    this.tokens = part.text.match(/[(),|?*+]|[^\s(),|?*+]+/g) ?? [];
    this.next = 0;
    const fragment = this.content(part);
    if (this.next < this.tokens.length) throw new Error(`Malformed content model '${part.text}'.`);
    return fragment;
  }

  sequence(left: Fragment, right: Fragment): Fragment {
    this.connect(left.last, right.first);
    return {
      first: left.nullable ? [...left.first, ...right.first] : left.first,
      last: right.nullable ? [...left.last, ...right.last] : right.last,
      nullable: left.nullable && right.nullable,
    };
  }

  private content(part: ContentPart): Fragment {
    let result = this.sequenceOf(part);
    while (this.accept('|')) {
      const other = this.sequenceOf(part);
      result = {
        first: [...result.first, ...other.first],
        last: [...result.last, ...other.last],
        nullable: result.nullable || other.nullable,
      };
    }
    return result;
  }

  private sequenceOf(part: ContentPart): Fragment {
    let result = this.item(part);
    while (this.accept(',')) result = this.sequence(result, this.item(part));
    return result;
  }

  private item(part: ContentPart): Fragment {
    let result: Fragment;
    if (this.accept('(')) {
      result = this.content(part);
      if (!this.accept(')')) throw new Error(`Missing ')' in content model '${part.text}'.`);
    } else {
      result = this.leaf(this.tokens[this.next++] ?? '', part);
    }
    if (this.accept('?')) return { ...result, nullable: true };
    const isAnyNumber = this.accept('*');
    if (!isAnyNumber && !this.accept('+')) return result;
    this.connect(result.last, result.first);
    return isAnyNumber ? { ...result, nullable: true } : result;
  }

  private leaf(token: string, part: ContentPart): Fragment {
    const index = this.leaves.length;
    this.leaves.push(parseLeaf(token, part));
    this.follow.push(new Set());
    return { first: [index], last: [index], nullable: false };
  }

  private connect(from: readonly number[], to: readonly number[]): void {
    for (const leaf of from) for (const next of to) this.follow[leaf]?.add(next);
  }

  private accept(token: string): boolean {
    if (this.tokens[this.next] !== token) return false;
    this.next++;
    return true;
  }
}

function parseLeaf(token: string, part: ContentPart): Leaf {
  const [name = '', type] = token.split('=');
  if (type !== undefined) {
    return { kind: 'local', expandedName: part.resolve(name).expanded, type: part.resolveType(type) };
  }
  if (name.startsWith('##')) {
    return {
      kind: 'wildcard',
      excludedNamespace: name.startsWith('##other') ? part.resolve('').namespace : undefined,
      strict: name.endsWith('/strict'),
    };
  }
  if (name === '') throw new Error(`Missing name in content model '${part.text}'.`);
  return { kind: 'reference', expandedName: part.resolve(name).expanded };
}
