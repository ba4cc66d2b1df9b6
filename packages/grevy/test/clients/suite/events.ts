// Messages and signals.
import { expect } from 'vitest';
import { startedByMessage, waitsForMessage, waitsForSignal } from '../models/event-processes.js';
import { refused } from './refused.js';
import type { SuiteTests } from './suite-tests.js';

export function eventTests(tests: SuiteTests): void {
  tests.it('PublishMessage: to a waiting instance', { rpcs: ['PublishMessage'] }, async (scene) => {
    const name = await scene.deployed(waitsForMessage);
    const instance = await scene.started(name, { order: 'A-1' });
    const published = await scene.call('PublishMessage', {
      name,
      correlationKey: 'A-1',
      timeToLive: 10_000,
      variables: { weight: 3 },
    });
    expect(published['key']).toMatch(/^\d+$/);
    await scene.ended(instance, 'ELEMENT_COMPLETED');
    await scene.variable(instance, 'weight', '3');
  });

  tests.it('PublishMessage: starts an instance', { rpcs: ['PublishMessage'] }, async (scene) => {
    const name = await scene.deployed(startedByMessage);
    await scene.call('PublishMessage', {
      name,
      correlationKey: '',
      timeToLive: 0,
      variables: { weight: 4 },
    });
    const { value } = await scene.record(
      'PROCESS_INSTANCE',
      'ELEMENT_COMPLETED',
      (record) => record.value['bpmnProcessId'] === name && record.value['bpmnElementType'] === 'PROCESS',
    );
    await scene.variable(String(value['processInstanceKey']), 'weight', '4');
  });

  tests.it('PublishMessage: the same message once', { rpcs: ['PublishMessage'] }, async (scene) => {
    const name = scene.name('message');
    const request = { name, correlationKey: 'A-3', timeToLive: 60_000, messageId: 'm-1', variables: {} };
    await scene.call('PublishMessage', request);
    await refused(
      scene.call('PublishMessage', request),
      'ALREADY_EXISTS',
      "Command 'PUBLISH' rejected with code 'ALREADY_EXISTS': Expected to publish a new message with id 'm-1', but a message with that id was already published",
    );
  });

  tests.it('BroadcastSignal: to all waiting instances', { rpcs: ['BroadcastSignal'] }, async (scene) => {
    const signalName = await scene.deployed(waitsForSignal);
    const instances = [await scene.started(signalName), await scene.started(signalName)];
    const sent = await scene.call('BroadcastSignal', { signalName, variables: { clear: true } });
    expect(sent['key']).toMatch(/^\d+$/);
    for (const instance of instances) {
      await scene.ended(instance, 'ELEMENT_COMPLETED');
      await scene.variable(instance, 'clear', 'true');
    }
  });
}
