// The models of deployed decision requirements graphs. They are parsed from the stored resource when first needed and
// kept for the life of the deployment; a cache, not state.
import { readDmn, type DmnModel } from '@grevy/dmn';
import type { Key } from '@grevy/protocol';

export class DecisionModels {
  readonly #byKey = new Map<Key, DmnModel>();

  constructor(private readonly resourceOf: (key: Key) => Uint8Array | undefined) {}

  /** Takes a model that a deployment has just read, so that it is not parsed again. */
  remember(key: Key, model: DmnModel): void {
    this.#byKey.set(key, model);
  }

  forget(key: Key): void {
    this.#byKey.delete(key);
  }

  /** The graph with this key; undefined when its stored resource is no valid DMN (any more). */
  get(key: Key): DmnModel | undefined {
    return this.#byKey.get(key) ?? this.#read(key);
  }

  #read(key: Key): DmnModel | undefined {
    const resource = this.resourceOf(key);
    const result = resource && readDmn(resource);
    if (result?.ok !== true) return undefined;
    this.#byKey.set(key, result.model);
    return result.model;
  }
}
