// A server is killed while instances wait in every way they can, and started again: all of them go on to their end, from
// the log alone as well as from a checkpoint (spec 15 §18 R11, R12).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelToXml } from '../../../engine/test/support/model-language.js';
import { ManagementCalls } from '../operations/management-calls.js';
import { ServerProcess } from '../support/server-process.js';
import { Scene } from './scene.js';
import { WAIT_STATES } from './wait-states.js';

/** Long enough for what has to become due during the downtime. */
const DOWNTIME_MS = 600;

describe.each([
  { title: 'from its log', withCheckpoint: false, partitionCount: 1 },
  { title: 'from a checkpoint', withCheckpoint: true, partitionCount: 1 },
  { title: 'with three partitions', withCheckpoint: false, partitionCount: 3 },
])('a killed server that starts again $title', { timeout: 60_000 }, ({ withCheckpoint, partitionCount }) => {
  const directory = mkdtempSync(join(tmpdir(), 'grevy-restart-'));
  const settings = {
    dataDirectory: join(directory, 'data'),
    recordsFile: join(directory, 'records-{partition}.jsonl'),
    partitionCount,
  };
  const recordsFiles = Array.from({ length: partitionCount }, (_, index) =>
    settings.recordsFile.replace('{partition}', String(index + 1)),
  );
  const instances = new Map<string, string>();
  let server: ServerProcess;
  let scene: Scene;

  beforeAll(async () => {
    server = await ServerProcess.start(settings);
    scene = new Scene(server.address, recordsFiles);
    await scene.deploy(
      WAIT_STATES.map(({ model }, index) => ({ name: `${index}.bpmn`, xml: modelToXml(model) })),
    );
    await Promise.all(WAIT_STATES.map(async ({ name, enter }) => instances.set(name, await enter(scene))));
    if (withCheckpoint) {
      const { host, port } = server.management;
      const answer = await new ManagementCalls(`${host}:${port}`).post('/actuator/partitions/takeSnapshot');
      expect(answer.status).toBe(200);
    }

    scene.close();
    await server.kill();
    await new Promise((resolve) => setTimeout(resolve, DOWNTIME_MS));
    server = await ServerProcess.start(settings);
    scene = new Scene(server.address, recordsFiles);
  }, 60_000);

  afterAll(async () => {
    scene.close();
    await server.kill();
    rmSync(directory, { recursive: true, force: true });
  });

  it.concurrent.each(WAIT_STATES)('goes on after: $name', async ({ name, goOn }) => {
    const instance = instances.get(name) ?? '';

    await goOn?.(scene, instance);

    await scene.completed(instance);
  });
});
