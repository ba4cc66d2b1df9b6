// `/actuator/clock`: the time of the server, and for tests its control (spec 01 §8.7).
import type { Broker } from '../../broker.js';
import type { ClockSetting } from '../../ports/adjustable-clock.js';
import {
  json,
  memberOf,
  NOT_FOUND,
  NOT_STARTED,
  type Endpoint,
  type ManagementResponse,
} from '../endpoint.js';

export function clock(broker: () => Broker | undefined): Endpoint {
  return {
    id: 'clock',
    path: '/actuator/clock',
    methods: ['GET', 'POST', 'DELETE'],
    async answer({ method, below: [operation, ...rest], body }) {
      const running = broker();
      if (running === undefined) return NOT_STARTED;
      if (rest.length > 0) return NOT_FOUND;
      if (method === 'GET') return operation === undefined ? shown(running) : NOT_FOUND;
      if (method === 'DELETE') {
        if (operation !== undefined) return NOT_FOUND;
        return move(running, 'Expected to reset the clock, but the clock is immutable', () => ({
          kind: 'system',
        }));
      }
      switch (operation) {
        case 'pin':
          return pin(running, body);
        case 'add':
          return add(running, body);
        default:
          return json(
            {
              message:
                `Expected to either \`pin\` or \`add\` to the clock, but no operation named \`${operation ?? ''}\` ` +
                'is known; make sure you wrote the correct path',
            },
            400,
          );
      }
    },
  };
}

function pin(broker: Broker, body: unknown): ManagementResponse | Promise<ManagementResponse> {
  const atMs = integerMember(body, 'epochMilli');
  if (atMs === undefined) {
    return json({ message: 'Expected pin the clock to the given `epochMilli`, but none given' }, 400);
  }
  const refusal = 'Expected to pin the clock to the given time, but it is immutable';
  return move(broker, refusal, () => ({ kind: 'pinned', atMs }));
}

function add(broker: Broker, body: unknown): ManagementResponse | Promise<ManagementResponse> {
  const offsetMs = integerMember(body, 'offsetMilli');
  if (offsetMs === undefined) {
    return json({ message: 'Expected to add `offsetMilli` to the clock, but none given' }, 400);
  }
  const refusal = 'Expected to add time to the clock, but it is immutable';
  return move(broker, refusal, (current) => current.movedBy(offsetMs));
}

async function move(
  broker: Broker,
  refusal: string,
  setting: (current: NonNullable<Broker['adjustableClock']>) => ClockSetting,
): Promise<ManagementResponse> {
  const { adjustableClock } = broker;
  if (adjustableClock === undefined) return json({ message: refusal }, 403);
  await broker.operateAll({ kind: 'set-clock', setting: setting(adjustableClock) });
  return shown(broker);
}

function shown(broker: Broker): ManagementResponse {
  const epochMilli = broker.adjustableClock?.now() ?? Date.now();
  return json({ epochMilli, instant: new Date(epochMilli).toISOString() });
}

/** Within what a date can be. */
const MAX_EPOCH_MS = 8_640_000_000_000_000;

function integerMember(body: unknown, name: string): number | undefined {
  const value = memberOf(body, name);
  return Number.isInteger(value) && Math.abs(Number(value)) <= MAX_EPOCH_MS ? Number(value) : undefined;
}
