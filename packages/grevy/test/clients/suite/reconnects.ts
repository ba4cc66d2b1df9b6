// The server dies, or is stopped, under the client's worker and comes back at the same address: the worker goes on by
// itself, all jobs get done, and none is completed twice.
import { afterEach, expect, it } from 'vitest';
import type { ClientDefinition } from '../client.js';
import { chargeProcess } from '../models/charge-process.js';
import { Scene } from './scene.js';

const KILLS = Number(process.env['GREVY_CLIENT_KILLS'] ?? 1);
const INSTANCES_PER_ROUND = 10;
/** Short, so that the jobs that a dead server's worker had in hand come back soon. */
const LEASE_MS = 3_000;
const PATIENCE_MS = 80_000 + 20_000 * KILLS;

export function reconnectTests(definition: ClientDefinition): void {
  let scene: Scene | undefined;
  afterEach(() => scene?.close());

  const works = async (stream: boolean): Promise<void> => {
    const opened = await Scene.open(definition, true);
    scene = opened;
    const type = await opened.deployed(chargeProcess);
    const worker = await opened.client.openWorker({
      type,
      name: 'ada',
      outcome: { complete: { receipt: 'R-9' } },
      stream,
      timeoutMs: LEASE_MS,
    });
    const instances: string[] = [];
    const startInstances = async (): Promise<void> => {
      for (let count = 0; count < INSTANCES_PER_ROUND; count += 1) instances.push(await opened.started(type));
    };
    for (const end of [...Array.from({ length: KILLS }, () => 'kill' as const), 'stop' as const]) {
      // The worker is at work when the server ends, and new jobs wait when it is back.
      const before = (await jobCompletions(opened, 0)).length;
      await startInstances();
      await jobCompletions(opened, before + 1);
      await startInstances();
      await opened.restart(end);
    }
    await startInstances();

    const completions = await jobCompletions(opened, instances.length);
    expect(completions, 'every job is completed once').toHaveLength(instances.length);
    expect(new Set(completions).size).toBe(instances.length);
    for (const instance of instances) await opened.ended(instance, 'ELEMENT_COMPLETED');
    await worker.close();
  };

  it('a polling worker goes on', () => works(false), PATIENCE_MS + 30_000);
  it.skipIf(!definition.features.includes('streams and polls'))(
    'a streaming worker goes on',
    () => works(true),
    PATIENCE_MS + 30_000,
  );
}

/** The keys of all jobs that were completed, once there are at least that many. */
async function jobCompletions(scene: Scene, count: number): Promise<readonly string[]> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const keys = (await scene.records())
      .filter(({ valueType, intent }) => valueType === 'JOB' && intent === 'COMPLETED')
      .map(({ key }) => key);
    if (keys.length >= count || Date.now() > end) return keys;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
