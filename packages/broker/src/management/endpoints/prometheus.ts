// `/actuator/prometheus`: all metrics as text.
import { NOT_FOUND, type Endpoint } from '../endpoint.js';

/** Of the Prometheus text format. */
const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

export function prometheus(exposition: () => Promise<string>): Endpoint {
  return {
    id: 'prometheus',
    path: '/actuator/prometheus',
    methods: ['GET'],
    answer: async ({ below }) =>
      below.length > 0 ? NOT_FOUND : { status: 200, contentType: CONTENT_TYPE, body: await exposition() },
  };
}
