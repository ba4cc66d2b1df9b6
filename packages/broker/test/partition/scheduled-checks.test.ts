// When the partition looks for what is due, and how much of it at once.
import { makeKey, NO_KEY, type AnyRecord, type CommandRequest, type JsonDocument } from '@grevy/protocol';
import { describe, expect, it } from 'vitest';
import { COMMANDS_PER_CHECK, MAX_DUE_DATE_WAIT_MS } from '../../src/limits.js';
import { DEFAULT_CHECKS } from '../../src/partition/check-settings.js';
import { settled } from '../support/manual-clock.js';
import { PartitionFixture } from '../support/partition-fixture.js';

const MODEL = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="http://grevy.test">
  <bpmn:message id="paid" name="paid">
    <bpmn:extensionElements><zeebe:subscription correlationKey="=order" /></bpmn:extensionElements>
  </bpmn:message>
  <bpmn:process id="waits-for-time" isExecutable="true">
    <bpmn:startEvent id="start" />
    <bpmn:intermediateCatchEvent id="wait">
      <bpmn:timerEventDefinition id="timer">
        <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT10S</bpmn:timeDuration>
      </bpmn:timerEventDefinition>
    </bpmn:intermediateCatchEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="wait" />
  </bpmn:process>
  <bpmn:process id="waits-for-message" isExecutable="true">
    <bpmn:startEvent id="s" />
    <bpmn:intermediateCatchEvent id="catch">
      <bpmn:messageEventDefinition id="message" messageRef="paid" />
    </bpmn:intermediateCatchEvent>
    <bpmn:sequenceFlow id="g1" sourceRef="s" targetRef="catch" />
  </bpmn:process>
  <bpmn:process id="fails-with-timer" isExecutable="true">
    <bpmn:startEvent id="begin" />
    <bpmn:serviceTask id="task">
      <bpmn:extensionElements>
        <zeebe:taskDefinition type="work" />
        <zeebe:ioMapping><zeebe:output source="=assert(x, false)" target="y" /></zeebe:ioMapping>
      </bpmn:extensionElements>
    </bpmn:serviceTask>
    <bpmn:boundaryEvent id="late" attachedToRef="task">
      <bpmn:outgoing>h2</bpmn:outgoing>
      <bpmn:timerEventDefinition id="lateTimer">
        <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT10S</bpmn:timeDuration>
      </bpmn:timerEventDefinition>
    </bpmn:boundaryEvent>
    <bpmn:endEvent id="end" />
    <bpmn:sequenceFlow id="h1" sourceRef="begin" targetRef="task" />
    <bpmn:sequenceFlow id="h2" sourceRef="late" targetRef="end" />
  </bpmn:process>
</bpmn:definitions>`;

/** More than a check writes at a time, twice. */
const MANY = 2 * COMMANDS_PER_CHECK + 1;

async function opened(partitionCount = 1): Promise<PartitionFixture> {
  const fixture = await PartitionFixture.open({ partitionCount });
  const resources = [{ resourceName: 'waits.bpmn', resource: new TextEncoder().encode(MODEL) }];
  const deployed = await fixture.send('DEPLOYMENT', 'CREATE', NO_KEY, { resources });
  expect(deployed, JSON.stringify(deployed)).toMatchObject({ kind: 'accepted' });
  return fixture;
}

function start(fixture: PartitionFixture, bpmnProcessId: string, variables = '{}') {
  const input = { bpmnProcessId, variables: variables as JsonDocument };
  return fixture.send('PROCESS_INSTANCE_CREATION', 'CREATE', NO_KEY, input);
}

function publish(fixture: PartitionFixture, correlationKey: string, timeToLive: number) {
  return fixture.send('MESSAGE', 'PUBLISH', NO_KEY, { name: 'paid', correlationKey, timeToLive });
}

/** The positions of the commands or events of an intent. */
async function positionsOf(fixture: PartitionFixture, intent: AnyRecord['intent']): Promise<number[]> {
  const records = await fixture.records();
  return records
    .filter((record) => record.intent === intent && record.recordType !== 'COMMAND_REJECTION')
    .map(({ position }) => position);
}

/** What was sent to the other side of a message subscription. */
function ofSubscriptions({ sent }: PartitionFixture): readonly CommandRequest[] {
  return sent.filter(({ valueType }) => valueType.endsWith('MESSAGE_SUBSCRIPTION'));
}

function messageKeyOf({ value }: CommandRequest): unknown {
  return 'messageKey' in value ? value.messageKey : undefined;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await settled();
}

describe('the check of timers', () => {
  it('given a timer, then its command is written when it is due and not before', async () => {
    const fixture = await opened();
    await start(fixture, 'waits-for-time');
    await fixture.clock.advance(9_900);
    expect(await positionsOf(fixture, 'TRIGGER')).toEqual([]);

    await fixture.clock.advance(200);
    expect(await positionsOf(fixture, 'TRIGGERED')).toHaveLength(1);
    expect(fixture.partition.engine.state.timers.table.size).toBe(0);
  });

  it('given a clock that is set to a later time, then its command is written soon and not after the whole delay', async () => {
    const fixture = await opened();
    await start(fixture, 'waits-for-time');
    fixture.clock.set(fixture.clock.now() + 3_600_000);
    await fixture.clock.advance(MAX_DUE_DATE_WAIT_MS);
    expect(await positionsOf(fixture, 'TRIGGERED')).toHaveLength(1);
  });

  it('given many timers due at once, then a client does not wait for all of them', async () => {
    const fixture = await opened();
    await Promise.all(Array.from({ length: MANY }, () => start(fixture, 'waits-for-time')));
    await fixture.clock.advance(9_000);
    const isDone = fixture.clock.advance(1_200);
    while (fixture.partition.waitingCommands === 0) await new Promise((resolve) => setImmediate(resolve));
    // The first commands are waiting; the client comes after them.
    expect(await publish(fixture, 'any', 0)).toMatchObject({ kind: 'accepted' });
    await isDone;
    await until(() => fixture.partition.engine.state.timers.table.size === 0);

    const triggers = await positionsOf(fixture, 'TRIGGER');
    const [published] = await positionsOf(fixture, 'PUBLISHED');
    expect(triggers).toHaveLength(MANY);
    expect(triggers.filter((position) => position < (published ?? 0))).toHaveLength(COMMANDS_PER_CHECK);
  });

  it('given a due timer that its element refuses, then it is tried again only when something else is due', async () => {
    const fixture = await opened();
    await start(fixture, 'fails-with-timer');
    const job = [...fixture.partition.engine.state.jobs.entries()][0]?.[0];
    await fixture.send('JOB', 'COMPLETE', job as never, {});
    await fixture.clock.advance(20_000);
    expect(await positionsOf(fixture, 'TRIGGER')).toHaveLength(1);

    await start(fixture, 'waits-for-time');
    await fixture.clock.advance(20_000);
    expect(await positionsOf(fixture, 'TRIGGER')).toHaveLength(3);
    expect(await positionsOf(fixture, 'TRIGGERED')).toHaveLength(1);
  });
});

describe('the check of messages', () => {
  it('given messages whose time has ended, then they expire within a minute, some at a time', async () => {
    const fixture = await opened();
    await Promise.all(Array.from({ length: MANY }, (_, index) => publish(fixture, `key-${index}`, 1_000)));
    await fixture.clock.advance(59_000);
    expect(fixture.partition.engine.state.messages.table.size).toBe(MANY);

    await fixture.clock.advance(2_000);
    await until(() => fixture.partition.engine.state.messages.table.size === 0);
    const records = await fixture.records();
    const sizes = records.flatMap((record) =>
      record.valueType === 'MESSAGE_BATCH' ? [record.value.messageKeys.length] : [],
    );
    expect(sizes).toEqual([COMMANDS_PER_CHECK, COMMANDS_PER_CHECK, 1]);
  });
});

describe('the check of message subscriptions', () => {
  it('given no answer from the other partition, then the command is sent again and again', async () => {
    const fixture = await opened(2);
    const sentCreates = () => ofSubscriptions(fixture);
    await start(fixture, 'waits-for-message', '{"order":"a"}');
    await settled();
    expect(sentCreates()).toHaveLength(1);

    await fixture.clock.advance(29_000);
    expect(sentCreates()).toHaveLength(1);
    await fixture.clock.advance(2_000);
    expect(sentCreates()).toHaveLength(2);
    await fixture.clock.advance(30_000);
    expect(sentCreates()).toHaveLength(3);
    expect(sentCreates()[2]).toEqual(sentCreates()[0]);
  });

  it('given a command that was sent just before the check, then it is sent again by the next one', async () => {
    const fixture = await opened(2);
    await fixture.clock.advance(25_000);
    await start(fixture, 'waits-for-message', '{"order":"a"}');
    await fixture.clock.advance(30_000);
    expect(ofSubscriptions(fixture)).toHaveLength(1);

    await fixture.clock.advance(10_000);
    expect(ofSubscriptions(fixture)).toHaveLength(2);
  });

  it('given a message that is sent to an element after another one, then the check does not take one for the other', async () => {
    const fixture = await opened(2);
    const element = {
      processInstanceKey: makeKey(2, 1),
      elementInstanceKey: makeKey(2, 2),
      messageName: 'paid',
    };
    const subscription = { ...element, bpmnProcessId: 'p', correlationKey: 'b', interrupting: false };
    void fixture.send('MESSAGE_SUBSCRIPTION', 'CREATE', NO_KEY, subscription);
    await publish(fixture, 'b', 600_000);
    await publish(fixture, 'b', 600_000);
    await fixture.clock.advance(29_000);
    // The element has got the first message, so it is sent the second one.
    void fixture.send('MESSAGE_SUBSCRIPTION', 'CORRELATE', NO_KEY, { ...element, bpmnProcessId: 'p' });
    await fixture.clock.advance(2_000);

    const messages = ofSubscriptions(fixture)
      .filter(({ intent }) => intent === 'CORRELATE')
      .map(messageKeyOf);
    expect(messages).toHaveLength(2);
    expect(new Set(messages).size).toBe(2);
  });

  it('given a restart, then what is not answered counts as sent then', async () => {
    const first = await opened(2);
    await start(first, 'waits-for-message', '{"order":"a"}');
    await settled();
    const again = await PartitionFixture.open({ partitionCount: 2, log: first.log });
    await again.clock.advance(29_000);
    expect(ofSubscriptions(again)).toEqual([]);

    await again.clock.advance(2_000);
    expect(ofSubscriptions(again).map(({ intent }) => intent)).toEqual(['CREATE']);
  });

  it('given an answer, then nothing is sent again', async () => {
    const fixture = await opened();
    await start(fixture, 'waits-for-message', '{"order":"a"}');
    await fixture.clock.advance(120_000);
    expect(await positionsOf(fixture, 'CREATING')).toHaveLength(1);
    const creates = (await fixture.records()).filter(
      ({ valueType, intent }) => valueType === 'MESSAGE_SUBSCRIPTION' && intent === 'CREATE',
    );
    expect(creates).toHaveLength(1);
  });
});

describe('the settings of the checks', () => {
  it('say how often it is looked for outdated messages, and how many go at a time', async () => {
    const checks = { ...DEFAULT_CHECKS, messageExpiryPeriodMs: 5_000, messagesPerExpiryCheck: 2 };
    const fixture = await PartitionFixture.open({ checks });
    for (const key of ['a', 'b', 'c']) await publish(fixture, key, 1_000);

    await fixture.clock.advance(4_900);
    const before = fixture.partition.engine.state.messages.table.size;
    await fixture.clock.advance(200);

    expect(before).toBe(3);
    expect(fixture.partition.engine.state.messages.table.size).toBe(0);
    const batches = (await fixture.records()).filter(({ intent }) => intent === 'EXPIRE');
    expect(batches.map(({ value }) => 'messageKeys' in value && value.messageKeys.length)).toEqual([2, 1]);
  });

  it('say how often it is looked for jobs whose time is up', async () => {
    const fixture = await PartitionFixture.open({
      checks: { ...DEFAULT_CHECKS, jobTimeoutPeriodMs: 60_000 },
    });
    await fixture.deploy();
    await fixture.create();
    await fixture.send('JOB_BATCH', 'ACTIVATE', NO_KEY, {
      type: 'charge',
      timeout: 10,
      maxJobsToActivate: 1,
    });
    const timeOuts = async () =>
      (await fixture.records()).filter(({ intent }) => intent === 'TIMED_OUT').length;

    await fixture.clock.advance(59_000);
    expect(await timeOuts()).toBe(0);
    await fixture.clock.advance(2_000);
    expect(await timeOuts()).toBe(1);
  });
});
