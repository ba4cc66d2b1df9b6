// Which buffered message a process gets next: what the index finds is what looking at every message finds.
import fc from 'fast-check';
import { makeKey, VALUE_TYPES } from '@grevy/protocol';
import { describe, expect, it } from 'vitest';
import { EngineState } from '../../src/state/engine-state.js';

const PROCESSES = ['a', 'b', 'c'];
const ADDRESSES = ['order-1', 'order-2'].map((correlationKey) => ({
  tenantId: '<default>',
  messageName: 'paid',
  correlationKey,
}));
const COUNT = 3_000;

const change = fc.record({
  kind: fc.constantFrom('publish', 'publish', 'mark', 'mark', 'unmark', 'expire', 'rollback', 'look', 'look'),
  message: fc.nat(20),
  address: fc.nat(ADDRESSES.length - 1),
  process: fc.constantFrom(...PROCESSES),
  deadline: fc.integer({ min: 1, max: 10 }),
});

describe('the next buffered message of a process', () => {
  it('is the oldest one that is alive and that it has not got', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
        const state = new EngineState(1);
        const { messages } = state;
        let published = 0;
        let now = 0;
        for (const { kind, message, address, process, deadline } of changes) {
          const key = makeKey(1, 1 + (message % Math.max(published, 1)));
          if (kind === 'publish') {
            const value = VALUE_TYPES.MESSAGE.value.create({
              name: 'paid',
              correlationKey: ADDRESSES[address]?.correlationKey ?? '',
              timeToLive: deadline,
              deadline,
            });
            messages.table.put(makeKey(1, 1 + published), { value, correlatedProcessIds: [] });
            published += 1;
          } else if (kind === 'mark') messages.mark(key, process);
          else if (kind === 'unmark') messages.unmark(key, process);
          else if (kind === 'expire') messages.table.delete(key);
          if (kind === 'rollback') state.rollback();
          else if (message % 3 === 0) state.commit();
          // Time mostly goes on, but may go back.
          if (kind === 'look') now = message % 5 === 0 ? deadline : Math.max(now, deadline);
          for (const address of ADDRESSES) {
            for (const process of kind === 'look' ? PROCESSES : []) {
              const expected = [...messages.table.entries()]
                .sort(([a], [b]) => a - b)
                .find(
                  ([, { value, correlatedProcessIds }]) =>
                    value.correlationKey === address.correlationKey &&
                    value.deadline > now &&
                    !correlatedProcessIds.includes(process),
                );
              expect(messages.firstFor(address, process, now)?.key).toBe(expected?.[0]);
            }
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is found when it comes back among messages that have expired', () => {
    // given an old message that a process has got, and a newer one that has expired, as a look for it has shown
    const { messages } = new EngineState(1);
    const [address = { tenantId: '', messageName: '', correlationKey: '' }] = ADDRESSES;
    const [old, newer] = [makeKey(1, 1), makeKey(1, 2)];
    for (const [key, deadline] of [
      [old, 10],
      [newer, 5],
    ] as const) {
      const { correlationKey } = address;
      const value = VALUE_TYPES.MESSAGE.value.create({
        name: 'paid',
        correlationKey,
        timeToLive: deadline,
        deadline,
      });
      messages.table.put(key, { value, correlatedProcessIds: [] });
    }
    messages.mark(old, 'a');
    expect(messages.firstFor(address, 'a', 5)).toBeUndefined();

    // when the process refuses the old message
    messages.unmark(old, 'a');

    // then it gets it again
    expect(messages.firstFor(address, 'a', 5)?.key).toBe(old);
  });

  it.each([
    { title: 'the process has got before', expired: 0 },
    { title: 'have expired', expired: 3_000 },
  ])('is found at once, however many $title', ({ expired }) => {
    // given many messages of one address, of which the first ones have expired
    const { messages } = new EngineState(1);
    const [address = { tenantId: '', messageName: '', correlationKey: '' }] = ADDRESSES;
    const now = 5;
    for (let index = 0; index < expired + COUNT; index += 1) {
      const deadline = index < expired ? now : now + 1;
      const value = VALUE_TYPES.MESSAGE.value.create({
        name: 'paid',
        correlationKey: address.correlationKey,
        timeToLive: deadline,
        deadline,
      });
      messages.table.put(makeKey(1, 1 + index), { value, correlatedProcessIds: [] });
    }
    let looks = 0;
    const get = messages.table.get.bind(messages.table);
    messages.table.get = (key) => {
      looks += 1;
      return get(key);
    };

    // when a process gets one after the other
    for (let index = expired; index < expired + COUNT; index += 1) {
      const next = messages.firstFor(address, 'a', now);
      expect(next?.key).toBe(makeKey(1, 1 + index));
      if (next !== undefined) messages.mark(next.key, 'a');
    }

    // then few messages were looked at for each
    expect(messages.firstFor(address, 'a', now)).toBeUndefined();
    expect(looks).toBeLessThan(10 * (expired + COUNT));
  });
});
