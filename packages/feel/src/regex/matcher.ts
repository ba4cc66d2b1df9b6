/**
 * Runs a compiled pattern over a text: backtracking with an explicit stack, so that neither long texts nor deep
 * patterns exhaust the host's stack, and with a budget of steps, so that no pattern runs on for ever.
 *
 * Invariant: what a choice is to undo lies behind its `undoLength` in the undo log, so going back to a choice
 * restores position and registers exactly.
 */
import { holds, isHighSurrogate, isLowSurrogate, startBefore } from './assertions.js';
import { asciiLower, unicodeFold } from './case-folding.js';
import type { CharSet } from './char-set.js';
import { graphemeLengthAt } from './grapheme-clusters.js';
import { IntStack } from './int-stack.js';
import { GRAPHEME_STEPS, MAX_OPEN_CHOICES, MAX_REPETITIONS, MAX_STEPS } from './limits.js';
import type { Instruction, Program } from './program.js';
import { RegexBudgetError } from './regex-error.js';
import type { Folding } from './regex-node.js';

/** Starts and ends of the groups (0: the whole match) in UTF-16 units; −1 for a group that took no part. */
export type Groups = Int32Array;

type RepeatSet = Extract<Instruction, { op: 'repeat set' }>;
type LoopTest = Extract<Instruction, { op: 'loop test' }>;

const FAIL = -1;
/** A choice is a plain one; otherwise its last number belongs to a `repeat set`. */
const PLAIN = -1;
const CHOICE_SIZE = 4;

export class Matcher {
  private readonly registers: Int32Array;
  /** Per choice: instruction, position, undo length, and what a repetition needs (else `PLAIN`). */
  private readonly choices = new IntStack();
  /** Registers and their former values. */
  private readonly undoLog = new IntStack();
  private position = 0;
  private previousMatchEnd = 0;
  private stepsLeft = MAX_STEPS;

  constructor(
    private readonly program: Program,
    private readonly pattern: string,
    private readonly text: string,
  ) {
    this.registers = new Int32Array(program.registerCount);
  }

  /** Steps taken so far. */
  get steps(): number {
    return MAX_STEPS - this.stepsLeft;
  }

  /**
   * The first match at or behind `from`.
   *
   * @throws RegexBudgetError
   */
  find(from: number): Groups | undefined {
    const { text, program } = this;
    for (let start = from; start <= text.length; start++) {
      // A search does not begin within a surrogate pair that it comes across.
      if (
        start > from &&
        isLowSurrogate(text.charCodeAt(start)) &&
        isHighSurrogate(text.charCodeAt(start - 1))
      ) {
        continue;
      }
      if (!this.canBeginAt(start)) continue;
      if (this.matchAt(start)) {
        this.previousMatchEnd = this.position;
        const groups = this.registers.slice(0, 2 * (program.groupCount + 1));
        groups[0] = start;
        groups[1] = this.position;
        return groups;
      }
    }
    return undefined;
  }

  private canBeginAt(start: number): boolean {
    const { firstChars } = this.program;
    if (firstChars === undefined) return true;
    const first = this.text.codePointAt(start);
    if (first === undefined) return false;
    this.spend(firstChars.costOf(first));
    return firstChars.has(first);
  }

  private matchAt(start: number): boolean {
    const { instructions } = this.program;
    this.spend(this.registers.length >> 4);
    this.registers.fill(-1);
    this.choices.truncate(0);
    this.undoLog.truncate(0);
    this.position = start;
    let next = 0;
    for (;;) {
      this.spend(1);
      const instruction = instructions[next];
      if (instruction === undefined || instruction.op === 'match') return true;
      next = this.run(instruction, next);
      if (next === FAIL) {
        next = this.goBack();
        if (next === FAIL) return false;
      }
    }
  }

  /** The next instruction, or `FAIL`. */
  private run(instruction: Instruction, index: number): number {
    switch (instruction.op) {
      case 'char':
        return this.takeChar(instruction.codePoint) ? index + 1 : FAIL;
      case 'set':
        return this.takeMember(instruction.set) ? index + 1 : FAIL;
      case 'repeat set':
        return this.repeatSet(instruction, index);
      case 'jump':
        return instruction.target;
      case 'try':
        this.open(instruction.otherwise, this.position, PLAIN);
        return index + 1;
      case 'group start':
        this.set(instruction.register, this.position);
        return index + 1;
      case 'group end':
        this.set(2 * instruction.group, this.register(instruction.register));
        this.set(2 * instruction.group + 1, this.position);
        return index + 1;
      case 'loop init':
        this.set(instruction.register, 0);
        return index + 1;
      case 'loop test':
        return this.testLoop(instruction, index);
      case 'loop enter':
        this.set(instruction.register, this.register(instruction.register) + 1);
        this.set(instruction.register + 1, this.position);
        return index + 1;
      case 'loop end':
        return this.position === this.register(instruction.register + 1)
          ? instruction.exit
          : instruction.test;
      case 'mark':
        this.set(instruction.register, this.choices.length);
        this.set(instruction.register + 1, this.position);
        return index + 1;
      case 'cut':
        this.choices.truncate(this.register(instruction.register));
        return index + 1;
      case 'cut and return':
        this.choices.truncate(this.register(instruction.register));
        this.position = this.register(instruction.register + 1);
        return index + 1;
      case 'cut and fail':
        this.choices.truncate(this.register(instruction.register));
        return FAIL;
      case 'step back':
        this.openPositionsBefore(index + 1, this.position, instruction.min, instruction.max);
        return FAIL;
      case 'at mark':
        return this.position === this.register(instruction.register + 1) ? index + 1 : FAIL;
      case 'assert':
        if (instruction.assertion === 'grapheme boundary') this.spend(GRAPHEME_STEPS);
        return holds(instruction.assertion, this.text, this.position, this.previousMatchEnd)
          ? index + 1
          : FAIL;
      case 'back-reference':
        return this.takeGroup(instruction.group, instruction.folding) ? index + 1 : FAIL;
      case 'line break':
        return this.takeLineBreak(index + 1) ? index + 1 : FAIL;
      case 'grapheme cluster':
        return this.takeGraphemeCluster() ? index + 1 : FAIL;
      case 'match':
        return index;
    }
  }

  private takeChar(codePoint: number): boolean {
    if (this.text.codePointAt(this.position) !== codePoint) return false;
    this.position += codePoint > 0xffff ? 2 : 1;
    return true;
  }

  private takeMember(set: CharSet): boolean {
    const codePoint = this.text.codePointAt(this.position);
    if (codePoint === undefined) return false;
    this.spend(set.costOf(codePoint));
    if (!set.has(codePoint)) return false;
    this.position += codePoint > 0xffff ? 2 : 1;
    return true;
  }

  private repeatSet({ set, min, max, mode }: RepeatSet, index: number): number {
    let count = 0;
    while (count < min && this.takeMember(set)) count++;
    const leastPosition = this.position;
    if (count === min && mode !== 'lazy') while (count < max && this.takeMember(set)) count++;
    if (count < min) return FAIL;
    if (mode === 'lazy' && max > min) {
      this.open(index, this.position, Math.min(max - min, MAX_REPETITIONS));
    }
    if (mode === 'greedy' && this.position > leastPosition) this.open(index, this.position, leastPosition);
    return index + 1;
  }

  /** One character less (greedy) or more (lazy) than last time. */
  private retryRepetition(index: number, detail: number): number {
    const repetition = this.program.instructions[index];
    if (repetition?.op !== 'repeat set') return FAIL;
    if (repetition.mode === 'greedy') {
      this.position = Math.max(startBefore(this.text, this.position), detail);
      if (this.position > detail) this.open(index, this.position, detail);
      return index + 1;
    }
    if (!this.takeMember(repetition.set)) return FAIL;
    if (detail > 1) this.open(index, this.position, detail - 1);
    return index + 1;
  }

  private testLoop({ register, min, max, lazy, exit }: LoopTest, index: number): number {
    const count = this.register(register);
    const enter = index + 1;
    if (count >= max) return exit;
    if (count < min) return enter;
    this.open(lazy ? enter : exit, this.position, PLAIN);
    return lazy ? exit : enter;
  }

  /** Opens a choice for each start of a look-behind, so that the nearest is taken first. */
  private openPositionsBefore(next: number, end: number, min: number, max: number): void {
    this.spend(Math.min(max, end) - min);
    for (let position = Math.max(end - max, 0); position <= end - min; position++) {
      const isWithinPair =
        isLowSurrogate(this.text.charCodeAt(position)) && isHighSurrogate(this.text.charCodeAt(position - 1));
      if (!isWithinPair) this.open(next, position, PLAIN);
    }
  }

  private takeGroup(group: number, folding: Folding): boolean {
    const { text } = this;
    if (group > this.program.groupCount) return false;
    const start = this.register(2 * group);
    if (start < 0) return false;
    const expected = text.slice(start, this.register(2 * group + 1));
    const actual = text.slice(this.position, this.position + expected.length);
    this.spend(expected.length);
    if (expected !== actual && fold(expected, folding) !== fold(actual, folding)) return false;
    this.position += expected.length;
    return true;
  }

  /** `\r\n` is one line break, and may be taken apart only if the rest does not match otherwise. */
  private takeLineBreak(next: number): boolean {
    const unit = this.text.charCodeAt(this.position);
    const isLineBreak = (unit >= 0x0a && unit <= 0x0d) || unit === 0x85 || unit === 0x2028 || unit === 0x2029;
    if (!isLineBreak) return false;
    this.position++;
    if (unit === 0x0d && this.text.charCodeAt(this.position) === 0x0a) {
      this.open(next, this.position, PLAIN);
      this.position++;
    }
    return true;
  }

  private takeGraphemeCluster(): boolean {
    this.spend(GRAPHEME_STEPS);
    const length = graphemeLengthAt(this.text, this.position);
    this.position += length;
    return length > 0;
  }

  private register(index: number): number {
    return this.registers[index] ?? FAIL;
  }

  private set(register: number, value: number): void {
    // With no choice open there is nothing to go back to.
    if (this.choices.length > 0) {
      this.undoLog.push(register);
      this.undoLog.push(this.register(register));
    }
    this.registers[register] = value;
  }

  private open(instruction: number, position: number, detail: number): void {
    if (this.choices.length >= MAX_OPEN_CHOICES * CHOICE_SIZE) {
      throw new RegexBudgetError('open alternatives', MAX_OPEN_CHOICES, this.pattern);
    }
    this.choices.push(instruction);
    this.choices.push(position);
    this.choices.push(this.undoLog.length);
    this.choices.push(detail);
  }

  /** Takes up the last open choice: the instruction to go on with, or `FAIL` if none is left. */
  private goBack(): number {
    const { choices } = this;
    while (choices.length > 0) {
      const detail = choices.pop();
      this.undo(choices.pop());
      this.position = choices.pop();
      const instruction = choices.pop();
      const next = detail === PLAIN ? instruction : this.retryRepetition(instruction, detail);
      if (next !== FAIL) return next;
      this.spend(1);
    }
    return FAIL;
  }

  private undo(length: number): void {
    const { undoLog, registers } = this;
    while (undoLog.length > length) {
      const value = undoLog.pop();
      registers[undoLog.pop()] = value;
    }
  }

  private spend(steps: number): void {
    this.stepsLeft -= steps;
    if (this.stepsLeft < 0) throw new RegexBudgetError('steps', MAX_STEPS, this.pattern);
  }
}

function fold(text: string, folding: Folding): string {
  if (folding === 'none') return text;
  const foldChar = folding === 'ascii' ? asciiLower : unicodeFold;
  return [...text].map((char) => String.fromCodePoint(foldChar(char.codePointAt(0) ?? 0))).join('');
}
