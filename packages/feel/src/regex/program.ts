/**
 * The instructions of a compiled pattern and the translation of the syntax tree into them.
 *
 * A matcher has a position in the text, registers (the first 2·(groups+1) hold the groups' starts and ends), and a
 * stack of open choices to go back to. Instructions run one after the other unless they say where to go on.
 */
import { CharSet } from './char-set.js';
import type { ParsedPattern } from './pattern-parser.js';
import type { Assertion, Folding, RegexNode, RepeatMode } from './regex-node.js';

export type Instruction =
  | { readonly op: 'char'; readonly codePoint: number }
  | { readonly op: 'set'; readonly set: CharSet }
  /** Repeats a single character. */
  | {
      readonly op: 'repeat set';
      readonly set: CharSet;
      readonly min: number;
      readonly max: number;
      readonly mode: RepeatMode;
    }
  | { readonly op: 'jump'; target: number }
  /** Goes on here, and at `otherwise` if that fails. */
  | { readonly op: 'try'; otherwise: number }
  | { readonly op: 'group start'; readonly register: number }
  | { readonly op: 'group end'; readonly register: number; readonly group: number }
  /** Counter in `register`, start of the current iteration in `register + 1`. */
  | { readonly op: 'loop init'; readonly register: number }
  | {
      readonly op: 'loop test';
      readonly register: number;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
      exit: number;
    }
  | { readonly op: 'loop enter'; readonly register: number }
  /** An iteration that matched nothing is the last one. */
  | { readonly op: 'loop end'; readonly register: number; readonly test: number; readonly exit: number }
  /** Remembers the open choices in `register` and the position in `register + 1`. */
  | { readonly op: 'mark'; readonly register: number }
  /** Gives up the choices since the mark. */
  | { readonly op: 'cut'; readonly register: number }
  /** As `cut`, and back to the position of the mark. */
  | { readonly op: 'cut and return'; readonly register: number }
  /** As `cut`, then fails. */
  | { readonly op: 'cut and fail'; readonly register: number }
  /** Goes on at every position that lies `min`…`max` units before the mark, the nearest first. */
  | { readonly op: 'step back'; readonly register: number; readonly min: number; readonly max: number }
  /** Fails unless at the position of the mark. */
  | { readonly op: 'at mark'; readonly register: number }
  | { readonly op: 'assert'; readonly assertion: Assertion }
  | { readonly op: 'back-reference'; readonly group: number; readonly folding: Folding }
  | { readonly op: 'line break' }
  | { readonly op: 'grapheme cluster' }
  | { readonly op: 'match' };

export interface Program {
  readonly instructions: readonly Instruction[];
  readonly registerCount: number;
  readonly groupCount: number;
  readonly groupNames: ReadonlyMap<string, number>;
  /** The characters with which every match begins; undefined if unknown or if a match can be empty. */
  readonly firstChars: CharSet | undefined;
}

export function compileProgram(pattern: ParsedPattern): Program {
  const compiler = new ProgramCompiler(2 * (pattern.groupCount + 1));
  compiler.emit(pattern.root);
  return {
    instructions: [...compiler.instructions, { op: 'match' }],
    registerCount: compiler.registerCount,
    groupCount: pattern.groupCount,
    groupNames: pattern.groupNames,
    firstChars: firstCharsOf(pattern.root),
  };
}

class ProgramCompiler {
  readonly instructions: Instruction[] = [];

  constructor(public registerCount: number) {}

  emit(node: RegexNode): void {
    const { instructions } = this;
    switch (node.type) {
      case 'char':
        instructions.push({ op: 'char', codePoint: node.codePoint });
        break;
      case 'set':
        instructions.push({ op: 'set', set: node.set });
        break;
      case 'sequence':
        for (const item of node.items) this.emit(item);
        break;
      case 'alternation':
        this.emitAlternation(node.options);
        break;
      case 'capture': {
        const register = this.reserve(1);
        instructions.push({ op: 'group start', register });
        this.emit(node.body);
        instructions.push({ op: 'group end', register, group: node.group });
        break;
      }
      case 'repeat':
        this.emitRepeat(node);
        break;
      case 'atomic':
        this.emitAtomic(() => {
          this.emit(node.body);
        });
        break;
      case 'look ahead':
        this.emitLook(node.negative, () => {
          this.emit(node.body);
        });
        break;
      case 'look behind':
        this.emitLook(node.negative, (register) => {
          instructions.push({ op: 'step back', register, min: node.minLength, max: node.maxLength });
          this.emit(node.body);
          instructions.push({ op: 'at mark', register });
        });
        break;
      case 'back-reference':
        instructions.push({ op: 'back-reference', group: node.group, folding: node.folding });
        break;
      case 'assertion':
        instructions.push({ op: 'assert', assertion: node.assertion });
        break;
      case 'line break':
      case 'grapheme cluster':
        instructions.push({ op: node.type });
        break;
    }
  }

  private emitAlternation(options: readonly RegexNode[]): void {
    const jumps: { target: number }[] = [];
    options.forEach((option, index) => {
      if (index === options.length - 1) {
        this.emit(option);
        return;
      }
      const choice = this.push({ op: 'try', otherwise: 0 });
      this.emit(option);
      jumps.push(this.push({ op: 'jump', target: 0 }));
      choice.otherwise = this.instructions.length;
    });
    for (const jump of jumps) jump.target = this.instructions.length;
  }

  private emitRepeat(node: Extract<RegexNode, { type: 'repeat' }>): void {
    const { body, min, max, mode } = node;
    if (body.type === 'set' || (body.type === 'char' && body.codePoint <= 0xffff)) {
      const set = body.type === 'set' ? body.set : singleton(body.codePoint);
      this.instructions.push({ op: 'repeat set', set, min, max, mode });
    } else if (body.type === 'line break') {
      // A repeated line break never takes CR and LF apart.
      this.emitRepeat({ ...node, body: { type: 'atomic', body } });
    } else if (mode === 'possessive') {
      this.emitAtomic(() => {
        this.emitLoop(body, min, max, false);
      });
    } else {
      this.emitLoop(body, min, max, mode === 'lazy');
    }
  }

  private emitLoop(body: RegexNode, min: number, max: number, lazy: boolean): void {
    const register = this.reserve(2);
    this.push({ op: 'loop init', register });
    const test = this.instructions.length;
    const loop = this.push({ op: 'loop test', register, min, max, lazy, exit: 0 });
    this.push({ op: 'loop enter', register });
    this.emit(body);
    loop.exit = this.instructions.length + 1;
    this.push({ op: 'loop end', register, test, exit: loop.exit });
  }

  private emitAtomic(emitBody: () => void): void {
    const register = this.reserve(2);
    this.push({ op: 'mark', register });
    emitBody();
    this.push({ op: 'cut', register });
  }

  private emitLook(negative: boolean, emitBody: (register: number) => void): void {
    const register = this.reserve(2);
    this.push({ op: 'mark', register });
    if (!negative) {
      emitBody(register);
      this.push({ op: 'cut and return', register });
      return;
    }
    const choice = this.push({ op: 'try', otherwise: 0 });
    emitBody(register);
    this.push({ op: 'cut and fail', register });
    choice.otherwise = this.instructions.length;
  }

  private push<T extends Instruction>(instruction: T): T {
    this.instructions.push(instruction);
    return instruction;
  }

  private reserve(count: number): number {
    const register = this.registerCount;
    this.registerCount += count;
    return register;
  }
}

function singleton(codePoint: number): CharSet {
  return new CharSet((candidate) => candidate === codePoint);
}

function firstCharsOf(node: RegexNode): CharSet | undefined {
  switch (node.type) {
    case 'char':
      return singleton(node.codePoint);
    case 'set':
      return node.set;
    case 'sequence':
      return node.items[0] && firstCharsOf(node.items[0]);
    case 'capture':
    case 'atomic':
      return firstCharsOf(node.body);
    case 'repeat':
      return node.min > 0 ? firstCharsOf(node.body) : undefined;
    default:
      return undefined;
  }
}
