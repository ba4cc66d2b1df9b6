// Which management endpoints answer: those that only tell, and what settings switch on (spec 01 §8.7).
import { leavesOf, relaxed, SETTINGS, type Configuration } from '@grevy/configuration';

/** Endpoints that answer unless a setting switches them off one by one. */
const ALWAYS: ReadonlySet<string> = new Set(['health', 'prometheus', 'loggers']);

/** Whether the endpoint with this id answers. */
export function isEndpointEnabled(configuration: Configuration): (id: string) => boolean {
  const all = configuration.value(SETTINGS['management.endpoints.enabledByDefault']);
  const isClockControlled = configuration.value(SETTINGS['zeebe.clock.controlled']);
  const single = new Map(
    leavesOf(configuration.tree(SETTINGS['management.endpoint'])).map(([name, value]) => [
      relaxed(name),
      value,
    ]),
  );
  return (id) => {
    const given = single.get(`${id}.enabled`);
    if (given !== undefined) return given.toString().toLowerCase() === 'true';
    // A clock that is to be controlled needs its endpoint; nobody would say so twice.
    return all || ALWAYS.has(id) || (id === 'clock' && isClockControlled);
  };
}
