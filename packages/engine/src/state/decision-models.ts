// The models of deployed decision requirements graphs. They are parsed from the stored resource when first needed; those
// used last are kept. A cache, not state.
import { readDmn, type DmnModel } from '@grevy/dmn';
import type { Key } from '@grevy/protocol';

export class DecisionModels {
  /** The least recently used first. */
  readonly #byKey = new Map<Key, DmnModel>();

  constructor(
    private readonly resourceOf: (key: Key) => Uint8Array | undefined,
    /** Models that are kept; at least the one that is used now is. */
    private readonly capacity = Infinity,
  ) {}

  /** Takes a model that a deployment has just read, so that it is not parsed again. */
  remember(key: Key, model: DmnModel): void {
    this.#byKey.delete(key);
    this.#byKey.set(key, model);
    const [leastRecent] = this.#byKey.keys();
    if (this.#byKey.size > Math.max(this.capacity, 1) && leastRecent !== undefined)
      this.#byKey.delete(leastRecent);
  }

  forget(key: Key): void {
    this.#byKey.delete(key);
  }

  /** The graph with this key; undefined when its stored resource is no valid DMN (any more). */
  get(key: Key): DmnModel | undefined {
    const model = this.#byKey.get(key) ?? this.#read(key);
    if (model !== undefined) this.remember(key, model);
    return model;
  }

  #read(key: Key): DmnModel | undefined {
    const resource = this.resourceOf(key);
    const result = resource && readDmn(resource);
    return result?.ok === true ? result.model : undefined;
  }
}
