// A decision requirements graph as read from a file. Immutable; may be kept and shared.
import type { Decision } from './decision.js';

export class DmnModel {
  private readonly byId: ReadonlyMap<string, Decision>;

  constructor(
    /** Id of the `definitions`; '' if it has none. */
    readonly id: string,
    readonly name: string,
    readonly namespace: string,
    /** In document order. */
    readonly decisions: readonly Decision[],
  ) {
    this.byId = new Map(decisions.filter(({ id }) => id !== '').map((decision) => [decision.id, decision]));
  }

  decisionById(id: string): Decision | undefined {
    return this.byId.get(id);
  }
}
