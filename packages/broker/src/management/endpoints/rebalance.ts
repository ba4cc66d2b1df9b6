// `/actuator/rebalance`: asks leaders that are not the preferred ones to step down. A single broker has none.
import { NOT_FOUND, type Endpoint } from '../endpoint.js';

export const rebalance: Endpoint = {
  id: 'rebalance',
  path: '/actuator/rebalance',
  methods: ['POST'],
  answer: ({ below }) => (below.length === 0 ? { status: 200 } : NOT_FOUND),
};
