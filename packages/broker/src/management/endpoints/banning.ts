// `/actuator/banning/{processInstanceKey}`: drops a process instance that does harm (spec 15 §11).
import { keyFromText, NO_KEY, partitionOfKey } from '@grevy/protocol';
import type { Broker } from '../../broker.js';
import { json, NO_CONTENT, NOT_FOUND, NOT_STARTED, type Endpoint } from '../endpoint.js';

export function banning(broker: () => Broker | undefined): Endpoint {
  return {
    id: 'banning',
    path: '/actuator/banning',
    methods: ['POST'],
    async answer({ below: [text, ...rest] }) {
      const running = broker();
      if (running === undefined) return NOT_STARTED;
      if (text === undefined || rest.length > 0) return NOT_FOUND;
      const key = keyFromText(text);
      if (key === undefined || key === NO_KEY) {
        return json({ message: `Expected the key of a process instance, but got '${text}'.` }, 400);
      }
      const partition = running.partitions.find(({ partitionId }) => partitionId === partitionOfKey(key));
      if (partition === undefined) {
        return json({ message: `No partition has keys such as ${text}.` }, 400);
      }
      await partition.operate({ kind: 'ban-instance', processInstanceKey: key });
      return NO_CONTENT;
    },
  };
}
