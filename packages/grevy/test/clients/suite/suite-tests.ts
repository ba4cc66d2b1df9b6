// Declares tests for what a client has, and skips those for what it has not.
import { it } from 'vitest';
import type { ClientDefinition, Feature, Rpc } from '../client.js';
import type { Scene } from './scene.js';

export interface Needs {
  readonly rpcs?: readonly Rpc[];
  readonly features?: readonly Feature[];
}

export class SuiteTests {
  constructor(
    private readonly definition: ClientDefinition,
    private readonly scene: () => Scene,
  ) {}

  /** A test of calls that the client may have or not. */
  it(title: string, needs: Needs, test: (scene: Scene) => Promise<void>): void {
    const lacks = !this.has(needs);
    it.skipIf(lacks)(title, () => test(this.scene()));
  }

  has({ rpcs = [], features = [] }: Needs): boolean {
    return (
      rpcs.every((rpc) => this.definition.rpcs.includes(rpc)) &&
      features.every((feature) => this.definition.features.includes(feature))
    );
  }
}
