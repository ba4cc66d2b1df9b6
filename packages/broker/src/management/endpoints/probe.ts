// `/startup`, `/ready` and `/health`: 204 or 503, without a body.
import { NO_CONTENT, type Endpoint } from '../endpoint.js';

export function probe(path: '/startup' | '/ready' | '/health', isUp: () => boolean): Endpoint {
  return {
    path,
    methods: ['GET'],
    answer: ({ below }) => (below.length > 0 ? { status: 404 } : isUp() ? NO_CONTENT : { status: 503 }),
  };
}
