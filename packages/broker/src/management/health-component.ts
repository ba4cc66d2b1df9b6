// The parts that health consists of, with the names and rules of the reference (spec 01 §8.7).

export type HealthState = 'UP' | 'DOWN' | 'OUT_OF_SERVICE' | 'UNKNOWN';

export interface ComponentHealth {
  readonly status: HealthState;
  readonly details?: Readonly<Record<string, unknown>>;
}

export type HealthCheck = () => ComponentHealth;

export function upOrDown(isUp: boolean): ComponentHealth {
  return { status: isUp ? 'UP' : 'DOWN' };
}

/** The worst of several. */
export function aggregated(components: readonly ComponentHealth[]): HealthState {
  const states = components.map(({ status }) => status);
  return (['DOWN', 'OUT_OF_SERVICE', 'UP'] as const).find((state) => states.includes(state)) ?? 'UNKNOWN';
}
