// `/actuator/exporting`: pauses and resumes the exporting of all partitions (spec 15 §11).
import type { Broker } from '../../broker.js';
import { NO_CONTENT, NOT_FOUND, NOT_STARTED, type Endpoint } from '../endpoint.js';

export function exporting(broker: () => Broker | undefined): Endpoint {
  return {
    id: 'exporting',
    path: '/actuator/exporting',
    methods: ['POST'],
    async answer({ below, query }) {
      const running = broker();
      if (running === undefined) return NOT_STARTED;
      switch (below.join('/')) {
        case 'pause':
          await running.operateAll({
            kind: query.get('soft') === 'true' ? 'soft-pause-exporting' : 'pause-exporting',
          });
          return NO_CONTENT;
        case 'resume':
          await running.operateAll({ kind: 'resume-exporting' });
          return NO_CONTENT;
        default:
          return NOT_FOUND;
      }
    },
  };
}
