/** A bus that tells an observer how each command ended. */
import type {
  Bus,
  CommandFailureCode,
  CommandOutcome,
  CommandRequest,
  RejectionType,
  ValueType,
} from '@grevy/protocol';
import { type GatewayObserver, requestTypeOf } from './observer.js';

export function observedBus(bus: Bus, observer: GatewayObserver): Bus {
  return {
    topology: () => bus.topology(),
    onTopologyChange: (listener) => bus.onTopologyChange(listener),
    onJobsAvailable: (listener) => bus.onJobsAvailable(listener),
    openJobStream: (spec, push) => bus.openJobStream(spec, push),
    async send<V extends ValueType>(request: CommandRequest<V>, timeoutMs: number): Promise<CommandOutcome> {
      const startMs = performance.now();
      const outcome = await bus.send(request, timeoutMs);
      observer.commandEnded(
        request.partitionId,
        requestTypeOf(request.valueType, request.intent),
        performance.now() - startMs,
        failureOf(outcome),
      );
      return outcome;
    },
  };
}

function failureOf(outcome: CommandOutcome): CommandFailureCode | RejectionType | undefined {
  switch (outcome.kind) {
    case 'accepted':
      return undefined;
    case 'rejected':
      return outcome.rejectionType;
    case 'failed':
      return outcome.code;
  }
}
