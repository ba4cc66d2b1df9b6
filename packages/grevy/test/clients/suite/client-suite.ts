// The compatibility suite: every call that a client has, its refusals, its workers, and what happens to them when the
// server dies. One test file per client calls this with the client's definition.
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { ClientDefinition } from '../client.js';
import { eventTests } from './events.js';
import { instanceTests } from './instances.js';
import { jobTests } from './jobs.js';
import { orderTests } from './orders.js';
import { reconnectTests } from './reconnects.js';
import { resourceTests } from './resources.js';
import { Scene } from './scene.js';
import { SuiteTests } from './suite-tests.js';
import { workerTests } from './workers.js';

export function clientSuite(definition: ClientDefinition): void {
  describe(definition.name, () => {
    let scene: Scene | undefined;
    beforeAll(async () => {
      scene = await Scene.open(definition);
    });
    afterAll(() => scene?.close());

    const tests = new SuiteTests(definition, () => {
      if (scene === undefined) throw new Error('The server has not started');
      return scene;
    });
    resourceTests(tests);
    instanceTests(tests);
    jobTests(tests);
    eventTests(tests);
    orderTests(tests);
    workerTests(tests);
  });
  describe(`${definition.name} over a restart`, () => reconnectTests(definition));
}

/** The suite of a client whose tools are missing; the reason has been printed. */
export function skippedSuite(name: string): void {
  describe.skip(name, () => {
    it('runs where its tools are installed', () => undefined);
  });
}
