// Client requests whose answer is still to come, by the id under which the engine knows them.
import type { CommandOutcome } from '@grevy/protocol';
import type { EngineResponse, RequestId } from '@grevy/engine';

export type Respond = (outcome: CommandOutcome) => void;

export class WaitingRequests {
  readonly #waiting = new Map<RequestId, Respond>();
  #lastId = 0;

  get size(): number {
    return this.#waiting.size;
  }

  add(respond: Respond): RequestId {
    this.#lastId += 1;
    this.#waiting.set(this.#lastId, respond);
    return this.#lastId;
  }

  /** The client has given up; its answer will be dropped. */
  forget(id: RequestId): void {
    this.#waiting.delete(id);
  }

  answer(response: EngineResponse): void {
    const respond = this.#waiting.get(response.requestId);
    if (respond === undefined) return;
    this.#waiting.delete(response.requestId);
    respond(outcomeOf(response));
  }

  /** Answers everybody alike: the partition can do nothing more for them. */
  failAll(outcome: CommandOutcome): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const respond of waiting) respond(outcome);
  }
}

function outcomeOf(response: EngineResponse): CommandOutcome {
  if (response.kind === 'accepted') return { kind: 'accepted', record: response.record };
  const { rejectionType, reason, intent } = response;
  return { kind: 'rejected', rejectionType, reason, intent };
}
