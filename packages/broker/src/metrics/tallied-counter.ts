/**
 * A counter for what happens many thousand times a second: counting is an addition. The labels are put together once for
 * each series, and what was counted reaches the registry when the metrics are read.
 */
import { Counter, type CounterConfiguration } from 'prom-client';

type LabelValues = readonly string[];

interface Series {
  readonly labels: Partial<Record<string, string>>;
  pending: number;
}

/** The series below the label values that were given so far. */
interface Branch {
  series: Series | undefined;
  readonly branches: Map<string, Branch>;
}

export interface TalliedCounterOptions extends Omit<CounterConfiguration<string>, 'collect' | 'labelNames'> {
  /** The labels whose values are given with each count, in this order. */
  readonly labelNames: readonly string[];
  /** Labels whose value is always the same. */
  readonly constantLabels?: Readonly<Record<string, string>>;
}

export class TalliedCounter {
  readonly #labelNames: readonly string[];
  readonly #constantLabels: Readonly<Record<string, string>>;
  readonly #root = newBranch();
  readonly #all: Series[] = [];

  constructor({ labelNames, constantLabels = {}, ...options }: TalliedCounterOptions) {
    this.#labelNames = labelNames;
    this.#constantLabels = constantLabels;
    const all = this.#all;
    new Counter({
      ...options,
      labelNames: [...labelNames, ...Object.keys(constantLabels)],
      collect() {
        for (const series of all) {
          this.inc(series.labels, series.pending);
          series.pending = 0;
        }
      },
    });
  }

  /** @param values of the labels, in the order of their names */
  inc(values: LabelValues, count = 1): void {
    let branch = this.#root;
    for (const value of values) {
      let next = branch.branches.get(value);
      if (next === undefined) branch.branches.set(value, (next = newBranch()));
      branch = next;
    }
    branch.series ??= this.#newSeries(values);
    branch.series.pending += count;
  }

  #newSeries(values: LabelValues): Series {
    const given = Object.fromEntries(this.#labelNames.map((name, index) => [name, values[index]]));
    const series = { labels: { ...given, ...this.#constantLabels }, pending: 0 };
    this.#all.push(series);
    return series;
  }
}

function newBranch(): Branch {
  return { series: undefined, branches: new Map() };
}
