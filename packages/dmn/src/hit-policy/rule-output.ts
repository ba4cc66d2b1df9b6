// The outputs of one matched rule by column: what the hit policies choose from.
import { contextOf, same, quotedText, type FeelValue } from '@grevy/feel';
import type { EvaluatedOutput } from '../evaluation/audit.js';

export interface OutputColumn {
  readonly id: string;
  /** '' if it has none, which only a single column may. */
  readonly name: string;
  readonly label: string;
  /** The texts of its `outputValues` in order of priority. */
  readonly priorities: readonly string[];
}

/** Entries up to which the reference prints a map with its short name. */
const SMALL_MAP_SIZE = 4;

export class RuleOutput {
  /** The value of each column for which the rule has one, by column name. */
  readonly values: ReadonlyMap<string, FeelValue>;

  constructor(
    private readonly columns: readonly OutputColumn[],
    private readonly columnValues: readonly FeelValue[],
  ) {
    const values = new Map<string, FeelValue>();
    for (const [index, { name }] of columns.entries()) {
      const value = columnValues[index];
      if (value !== undefined) values.set(name, value);
    }
    this.values = values;
  }

  /** What the rule contributes to a result: a single value as it is, several as a context. */
  result(): FeelValue {
    return this.values.size <= 1 ? this.singleValue() : contextOf(this.values);
  }

  /** The value of the first column. */
  singleValue(): FeelValue {
    const [first = null] = this.values.values();
    return first;
  }

  equals(other: RuleOutput): boolean {
    if (this.values.size !== other.values.size) return false;
    for (const [name, value] of this.values) {
      const otherValue = other.values.get(name);
      if (otherValue === undefined || !same(value, otherValue)) return false;
    }
    return true;
  }

  audit(): readonly EvaluatedOutput[] {
    const outputs: EvaluatedOutput[] = [];
    for (const [index, { id, name, label }] of this.columns.entries()) {
      const value = this.columnValues[index];
      if (value === undefined) break;
      outputs.push({ id, name: label === '' ? name : label, label, columnName: name, value });
    }
    return outputs;
  }

  /** The text that failures quote, as the reference prints a map. */
  toString(): string {
    const entries = [...this.values].map(
      ([name, value]) => `${name === '' ? 'null' : name} -> ${quotedText(value)}`,
    );
    return `${this.values.size > SMALL_MAP_SIZE ? 'HashMap' : 'Map'}(${entries.join(', ')})`;
  }
}

/**
 * The results of several rules. The first one decides for all whether they are single values or contexts; they
 * differ only if rules have fewer outputs than the table has columns.
 */
export function results(outputs: readonly RuleOutput[]): readonly FeelValue[] {
  const isSingle = (outputs[0]?.values.size ?? 0) <= 1;
  return outputs.map((output) => (isSingle ? output.singleValue() : contextOf(output.values)));
}

/** The text of several outputs in a failure. */
export function listed(outputs: readonly RuleOutput[]): string {
  return `List(${outputs.join(', ')})`;
}
