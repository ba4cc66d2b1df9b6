// When each counter and histogram began: the series `…_created` that come with them in the reference (spec 15 §12).
import { Gauge, type MetricObjectWithValues, type MetricValue, Registry } from 'prom-client';

type Labels = MetricValue<string>['labels'];

/** A counter or a histogram as the registry shows it; only the values of a histogram have names of their own. */
type ShownMetric = MetricObjectWithValues<MetricValue<string> & { readonly metricName?: string }>;

export class CreatedSeries {
  /** Epoch seconds by series. What is there at the first look has begun with the process. */
  readonly #sinceByName = new Map<string, number>();
  #isFirstLook = true;

  /** The series of all these metrics as Prometheus text. A series that is new began since the last look. */
  async exposition(metrics: readonly ShownMetric[]): Promise<string> {
    const registry = new Registry();
    const now = Date.now() / 1_000;
    const newSince = this.#isFirstLook ? now - process.uptime() : now;
    this.#isFirstLook = false;
    for (const { name, type, help, values } of metrics) {
      const labelSets = labelSetsOf(String(type), name, values);
      if (labelSets.length === 0) continue;
      const created = new Gauge({
        name: `${name.replace(/_total$/, '')}_created`,
        help,
        labelNames: [...new Set(labelSets.flatMap((labels) => Object.keys(labels)))],
        registers: [registry],
      });
      for (const labels of labelSets) created.set(labels, this.#since(name, labels, newSince));
    }
    const text = await registry.metrics();
    return text === '' ? '' : `\n${text}`;
  }

  #since(name: string, labels: Labels, newSince: number): number {
    const series = JSON.stringify([name, labels]);
    const known = this.#sinceByName.get(series);
    if (known !== undefined) return known;
    this.#sinceByName.set(series, newSince);
    return newSince;
  }
}

function labelSetsOf(type: string, name: string, values: ShownMetric['values']): readonly Labels[] {
  switch (type) {
    case 'counter':
      return values.map(({ labels }) => labels);
    case 'histogram':
      return values.filter(({ metricName }) => metricName === `${name}_count`).map(({ labels }) => labels);
    default:
      return [];
  }
}
