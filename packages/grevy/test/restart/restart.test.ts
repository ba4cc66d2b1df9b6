// A server is killed while instances wait in every way they can, and started again: all of them go on to their end, from
// the log alone, from a checkpoint, and from a checkpoint with log after it (spec 15 §18 R11, R12).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelToXml } from '../../../engine/test/support/model-language.js';
import { ManagementCalls } from '../operations/management-calls.js';
import { ServerProcess } from '../support/server-process.js';
import { Scene } from './scene.js';
import { WAIT_STATES, type WaitState } from './wait-states.js';

/** Long enough for what has to become due during the downtime. */
const DOWNTIME_MS = 600;

/**
 * What has happened before the checkpoint, and after it before the kill. In the log after a checkpoint instances of it
 * go on, and others come.
 */
type Moment = 'beforeCheckpoint' | 'afterCheckpoint' | 'afterRestart';

interface Course {
  readonly state: WaitState;
  readonly entersAt: Moment;
  readonly goesOnAt: Moment;
}

const ALL_BEFORE: readonly Course[] = WAIT_STATES.map((state) => ({
  state,
  entersAt: 'beforeCheckpoint',
  goesOnAt: 'afterRestart',
}));

const AROUND: readonly Course[] = WAIT_STATES.map((state, index) => ({
  state,
  entersAt: index % 3 === 2 ? 'afterCheckpoint' : 'beforeCheckpoint',
  goesOnAt: index % 3 === 0 ? 'afterCheckpoint' : 'afterRestart',
}));

describe.each([
  { title: 'from its log', withCheckpoint: false, courses: ALL_BEFORE, partitionCount: 1 },
  { title: 'from a checkpoint', withCheckpoint: true, courses: ALL_BEFORE, partitionCount: 1 },
  { title: 'with three partitions', withCheckpoint: false, courses: ALL_BEFORE, partitionCount: 3 },
  {
    title: 'with three partitions from checkpoints',
    withCheckpoint: true,
    courses: ALL_BEFORE,
    partitionCount: 3,
  },
  {
    title: 'with three partitions from checkpoints and the logs after them',
    withCheckpoint: true,
    courses: AROUND,
    partitionCount: 3,
  },
])(
  'a killed server that starts again $title',
  { timeout: 60_000 },
  ({ withCheckpoint, courses, partitionCount }) => {
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

    const enter = async (moment: Moment) => {
      const entering = courses.filter(({ entersAt }) => entersAt === moment);
      await Promise.all(
        entering.map(async ({ state }) => instances.set(state.name, await state.enter(scene))),
      );
    };
    const goOn = async ({ state }: Course) => state.goOn?.(scene, instances.get(state.name) ?? '');

    beforeAll(async () => {
      server = await ServerProcess.start(settings);
      scene = new Scene(server.address, recordsFiles);
      await scene.deploy(
        WAIT_STATES.map(({ model }, index) => ({ name: `${index}.bpmn`, xml: modelToXml(model) })),
      );
      await enter('beforeCheckpoint');
      if (withCheckpoint) {
        const { host, port } = server.management;
        const answer = await new ManagementCalls(`${host}:${port}`).post('/actuator/partitions/takeSnapshot');
        expect(answer.status).toBe(200);
      }
      await Promise.all(courses.filter(({ goesOnAt }) => goesOnAt === 'afterCheckpoint').map(goOn));
      await enter('afterCheckpoint');

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

    it.concurrent.each(courses)('goes on after: $state.name', async (course) => {
      const instance = instances.get(course.state.name) ?? '';

      if (course.goesOnAt === 'afterRestart') await goOn(course);

      await scene.completed(instance);
      const ends = await scene.events('PROCESS_INSTANCE', 'ELEMENT_COMPLETED', instance);
      expect(ends.filter(({ key }) => key === instance)).toHaveLength(1);
    });
  },
);
