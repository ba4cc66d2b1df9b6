// Which management endpoints answer: all of them, unless settings switch them off.
import { leavesOf, relaxed, SETTINGS, type Configuration } from '@grevy/configuration';

/** Whether the endpoint with this id answers. */
export function isEndpointEnabled(configuration: Configuration): (id: string) => boolean {
  const byDefault = configuration.value(SETTINGS['management.endpoints.enabledByDefault']);
  const single = new Map(
    leavesOf(configuration.tree(SETTINGS['management.endpoint'])).map(([name, value]) => [
      relaxed(name),
      value,
    ]),
  );
  return (id) => {
    const given = single.get(`${id}.enabled`);
    return given === undefined ? byDefault : given.toString().toLowerCase() === 'true';
  };
}
