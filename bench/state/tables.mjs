// State tables under many waiting instances: cost per operation, longest stall, heap.
// Prints one JSON object. WAITING=n sets how many instances wait in the end (default 1,000,000); EVICT=1 writes
// the checkpoints to a real store and evicts what was not used for a while.
import { mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { PerformanceObserver, performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import v8 from 'node:v8';
import { CheckpointStore } from '../../packages/store/dist/index.js';
import { DueIndex } from '../../packages/engine/dist/state/table/due-index.js';
import { GroupIndex } from '../../packages/engine/dist/state/table/group-index.js';
import { TableSet } from '../../packages/engine/dist/state/table/table-set.js';
import { UniqueIndex } from '../../packages/engine/dist/state/table/unique-index.js';

const WAITING = Number(process.env.WAITING ?? 1_000_000);
const EVICTS = process.env.EVICT === '1';
const BATCH_INSTANCES = 10;
const CHECKPOINT_EVERY_INSTANCES = 50_000;
const PARTITION_BASE = 2 ** 45;

/** Encodes the numbers of an entity and its name; as quick as a real codec would be. */
const codec = {
  encode(value) {
    const bytes = Buffer.allocUnsafe(48);
    bytes.writeDoubleLE(value.parentKey, 0);
    bytes.writeDoubleLE(value.deadlineMs, 8);
    bytes.write(value.name.padEnd(32, '\0'), 16, 'latin1');
    return bytes;
  },
  decode: (bytes) => {
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    return entity(view.readDoubleLE(0), view.latin1Slice(16, 48).replace(/\0+$/, ''), view.readDoubleLE(8));
  },
};

function entity(parentKey, name, deadlineMs) {
  return { parentKey, name, deadlineMs, elementId: 'task', state: 'ACTIVATED' };
}

const schedstat =
  platform() === 'linux' ? openSync(`/proc/self/task/${process.pid}/schedstat`, 'r') : undefined;
const schedstatText = Buffer.alloc(100);
const directory = mkdtempSync(join(tmpdir(), 'grevy-bench-'));
const store = EVICTS ? CheckpointStore.open(directory) : undefined;
const set = new TableSet({
  partitionBase: PARTITION_BASE,
  tracksChanges: true,
  ...(store === undefined ? {} : { coldReader: (table, key) => store.read(table, key), hotLimit: 100_000 }),
});
const byParent = new GroupIndex((value) => value.parentKey);
const byType = new GroupIndex((value) => value.name);
const byDeadline = new DueIndex((value) => (value.deadlineMs < 0 ? undefined : [value.deadlineMs]));
const byName = new UniqueIndex((value) => ({ scopeKey: value.parentKey, name: value.name }));
const elements = set.table('elementInstances', codec, [byParent]);
const jobs = set.table('jobs', codec, [byType, byDeadline]);
const variables = set.table('variables', codec, [byName]);
let nextKey = PARTITION_BASE + 1;

/** 2 element instances, 1 job with a deadline, 2 variables; ten keys, as an instance takes for its records. */
function createInstance() {
  const key = nextKey;
  nextKey += 10;
  elements.insert(key, entity(-1, 'process', -1));
  elements.insert(key + 3, entity(key, 'task', -1));
  jobs.insert(key + 5, entity(key + 3, 'payment', 1.7e12 + key - PARTITION_BASE));
  variables.insert(key + 1, entity(key, 'orderId', -1));
  variables.insert(key + 2, entity(key, 'amount', -1));
  return key;
}

function endInstance(key) {
  jobs.delete(key + 5);
  elements.delete(key + 3);
  for (const variable of byName.keysOf(key)) variables.delete(variable);
  elements.delete(key);
}

/** The processor time of an instance that is created, looked at a little and ended, in nanoseconds. */
function shortLivedNs(count) {
  const start = process.cpuUsage().user;
  for (let n = 0; n < count; n++) {
    const key = createInstance();
    byName.find(key, 'amount');
    elements.update(key, (value) => ({ ...value, state: 'COMPLETING' }));
    endInstance(key);
    set.journal.commit();
  }
  return Math.round(((process.cpuUsage().user - start) * 1e3) / count);
}

function nsPerOperation(count, operation) {
  const start = process.cpuUsage().user;
  for (let n = 0; n < count; n++) {
    operation(n);
    if (n % 50 === 0) set.journal.commit();
  }
  set.journal.commit();
  return Math.round(((process.cpuUsage().user - start) * 1e3) / count);
}

let writer;

function beginCheckpoint() {
  stalled('freeze', () => set.beginCheckpoint());
  writer = store?.begin();
}

/** Writes one slice; ends the checkpoint when there is none. Returns whether it ended. */
async function writeSlice() {
  let ready;
  const isMore = stalled('slice', () => {
    const slice = set.nextChanges(1000);
    ready = slice && writer?.write(slice.table, slice.changes);
    return slice !== undefined;
  });
  await ready;
  if (isMore) return false;
  await writer?.commit(1, new Uint8Array(0));
  stalled('end', () => set.endCheckpoint(true));
  return true;
}

/** Longest times that the main thread was busy with one step, in milliseconds; waiting for a core left out. */
const stalls = { batch: 0, freeze: 0, slice: 0, end: 0, evict: 0, over20ms: 0 };

function stalled(name, action) {
  const start = mainThreadMs();
  const result = action();
  const took = mainThreadMs() - start;
  stalls[name] = Math.max(stalls[name], took);
  if (took > 20) stalls.over20ms++;
  return result;
}

/** Processor time of the main thread where the system tells it, else the time that passed. */
function mainThreadMs() {
  if (schedstat === undefined) return performance.now();
  const length = readSync(schedstat, schedstatText, 0, schedstatText.length, 0);
  return Number.parseInt(schedstatText.latin1Slice(0, length), 10) / 1e6;
}

let gcMaxMs = 0;
let gcTotalMs = 0;
const observer = new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) {
    gcMaxMs = Math.max(gcMaxMs, duration);
    gcTotalMs += duration;
  }
});
observer.observe({ entryTypes: ['gc'] });

shortLivedNs(50_000);
const emptyNs = Math.min(shortLivedNs(50_000), shortLivedNs(50_000));

let isWriting = false;
let checkpoints = 0;
const growStart = performance.now();
let sinceCheckpoint = 0;
for (let n = 0; n < WAITING; n += BATCH_INSTANCES) {
  stalled('batch', () => {
    for (let i = 0; i < BATCH_INSTANCES; i++) createInstance();
    set.journal.commit();
  });
  sinceCheckpoint += BATCH_INSTANCES;
  if (!isWriting && sinceCheckpoint >= CHECKPOINT_EVERY_INSTANCES) {
    sinceCheckpoint = 0;
    isWriting = true;
    beginCheckpoint();
  }
  if (isWriting && n % (5 * BATCH_INSTANCES) === 0 && (await writeSlice())) {
    isWriting = false;
    checkpoints++;
  }
  if (n % 500 === 0) {
    stalled('evict', () => set.evict(5000));
    await nextTurn();
  }
}
while (isWriting) isWriting = !(await writeSlice());
const growMs = performance.now() - growStart;
const growGc = { maxMs: Math.round(gcMaxMs * 10) / 10, totalMs: Math.round(gcTotalMs) };

const fullNs = Math.min(shortLivedNs(50_000), shortLivedNs(50_000));

/** An instance that waits: the benchmark's short-lived ones came after it. */
const waitingKey = (n) => PARTITION_BASE + 1 + 10 * (150_000 + WAITING - 1 - ((n * 7919) % 5_000));

const probe = entity(5, 'probe', -1);
const base = nextKey + 10;
const plain = set.table('plain', codec);
const operations = {
  insertNs: nsPerOperation(200_000, (n) => plain.insert(base + n * 5, probe)),
  getNs: nsPerOperation(1_000_000, (n) => plain.get(base + ((n * 7919) % 200_000) * 5)),
  putNs: nsPerOperation(200_000, (n) =>
    plain.put(base + n * 5, n % 2 === 0 ? { ...probe } : { ...probe, name: 'x' }),
  ),
  deleteNs: nsPerOperation(200_000, (n) => plain.delete(base + n * 5)),
  findByNameNs: nsPerOperation(500_000, (n) => byName.find(waitingKey(n), 'amount')),
  firstOfGroupNs: nsPerOperation(500_000, () => byType.first('payment')),
};
globalThis.gc?.();
const heap = v8.getHeapStatistics();
console.log(
  JSON.stringify(
    {
      benchmark: 'state tables',
      waitingInstances: WAITING,
      entities: elements.size + jobs.size + variables.size,
      hotEntities: set.hotCount,
      evicts: EVICTS,
      growMs: Math.round(growMs),
      shortLivedInstanceNs: {
        empty: emptyNs,
        full: fullNs,
        speedWhenFull: Math.round((emptyNs / fullNs) * 100) / 100,
      },
      operations,
      checkpoints,
      longestStallMs: Object.fromEntries(
        Object.entries(stalls).map(([k, v]) => [k, Math.round(v * 10) / 10]),
      ),
      gcWhileGrowing: growGc,
      heapUsedMb: Math.round(heap.used_heap_size / 1e6),
      externalMb: Math.round(process.memoryUsage().arrayBuffers / 1e6),
      rssMb: Math.round(process.memoryUsage().rss / 1e6),
    },
    null,
    2,
  ),
);
observer.disconnect();
await store?.close();
rmSync(directory, { recursive: true, force: true });
