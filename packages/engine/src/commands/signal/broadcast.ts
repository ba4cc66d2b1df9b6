// SIGNAL BROADCAST: a client or a throw event broadcasts a signal (spec 12 §12.13.2). Signals are never buffered.
import { DEFAULT_TENANT_ID, NO_KEY, type RecordOf, type ValueOf } from '@grevy/protocol';
import { acknowledgeDistribution, distribute, isDistributed } from '../../behaviours/command-distribution.js';
import { canTriggerElement, catchEventById, triggerCatchEvent } from '../../behaviours/event-triggers.js';
import { startProcess } from '../../behaviours/process-starts.js';
import { ELEMENTS } from '../../elements/registry.js';
import { contextOf } from '../../elements/transitions.js';
import type { Processing } from '../../kernel/processing.js';
import { type SignalSubscription } from '../../state/signal-subscriptions.js';
import type { CommandHandler } from '../handler.js';

export const broadcastSignal: CommandHandler<'SIGNAL'> = {
  process(processing, command) {
    if (isDistributed(processing, command)) {
      broadcastDistributed(processing, command);
      return;
    }
    const { value } = command;
    const signalKey = processing.newEvent('SIGNAL', 'BROADCASTED', value);
    processing.respond('SIGNAL', 'BROADCASTED', signalKey, value);
    for (const subscription of waitingFor(processing, value)) {
      if (subscription.value.catchEventInstanceKey === NO_KEY) startBySignal(processing, subscription, value);
      else triggerWaitingElement(processing, subscription, value);
    }
    distribute(processing, signalKey, {
      valueType: 'SIGNAL',
      intent: 'BROADCAST',
      commandValue: { type: 'SIGNAL', value },
    });
  },
};

/** Elements of other partitions get the signal too, but only the partition that was asked first starts processes. */
function broadcastDistributed(processing: Processing, command: RecordOf<'SIGNAL'>): void {
  const { key, value } = command;
  for (const subscription of waitingFor(processing, value)) {
    if (subscription.value.catchEventInstanceKey !== NO_KEY)
      triggerWaitingElement(processing, subscription, value);
  }
  processing.event('SIGNAL', 'BROADCASTED', key, value);
  acknowledgeDistribution(processing, command);
}

/** Only processes of the default tenant may wait for signals (spec 12 §12.13), so those of other tenants reach nobody. */
function waitingFor(
  { state }: Processing,
  { signalName, tenantId }: ValueOf<'SIGNAL'>,
): readonly SignalSubscription[] {
  return tenantId === DEFAULT_TENANT_ID ? state.signalSubscriptions.ofSignal(signalName) : [];
}

function startBySignal(
  processing: Processing,
  { value }: SignalSubscription,
  signal: ValueOf<'SIGNAL'>,
): void {
  startProcess(
    processing,
    value.processDefinitionKey,
    processing.newKey(),
    value.catchEventId,
    signal.variables,
  );
}

/** An element that cannot take the signal now misses it. */
function triggerWaitingElement(
  processing: Processing,
  { value }: SignalSubscription,
  signal: ValueOf<'SIGNAL'>,
): void {
  const instance = processing.state.elementInstances.get(value.catchEventInstanceKey);
  if (instance === undefined || !canTriggerElement(processing, instance, value.catchEventId)) return;
  const scope = contextOf(processing, ELEMENTS, instance.key, instance.value);
  triggerCatchEvent(scope, catchEventById(scope, value.catchEventId), signal.variables);
}
