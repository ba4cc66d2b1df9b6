// Runs a transcript: a model, steps, and the records that each step must write.
//
// A transcript file is text: a title, blocks that end with `---`, then steps that begin with `>`; the lines below a step
// are the golden records. A block is `--- model`, `--- model <name>` (another one), or `--- file <name>` (any text).
// `partitions 2` as first step makes a cluster; lines then begin with the partition that wrote them.
// Set UPDATE_TRANSCRIPTS=1 to write what the engine does now, then read the diff against the specification.
import { isDeepStrictEqual } from 'node:util';
import { DEFAULT_TENANT_ID, NO_KEY, type AnyRecord, type JsonDocument, type Key } from '@grevy/protocol';
import type { EngineLimits } from '../../src/index.js';
import type { EngineDriver } from './engine-driver.js';
import { broadcast, publish, send } from './event-steps.js';
import { assertInstanceFields } from './instance-fields.js';
import { keyNamed } from './key-names.js';
import { migrate } from './migrate-step.js';
import { modify } from './modify-step.js';
import { deleteResource, deploy, evaluate, type TranscriptBlock } from './resource-steps.js';
import { replayedState } from './replay.js';
import { TestCluster } from './test-cluster.js';
import { recordLine, responseLine } from './transcript-lines.js';

export interface Transcript {
  readonly title: string;
  readonly blocks: readonly TranscriptBlock[];
  readonly steps: readonly TranscriptStep[];
}

export interface TranscriptStep {
  /** Without the leading `> `. */
  readonly command: string;
  readonly golden: readonly string[];
}

const BLOCK = /^--- (model|file)( .+)?\n([\s\S]*?)\n---\n/gm;

export function parseTranscript(text: string): Transcript {
  const blocks = [...text.matchAll(BLOCK)].map(([, kind, name, content]): TranscriptBlock => {
    return { kind: kind === 'file' ? 'file' : 'model', name: name?.trim() ?? '', text: content ?? '' };
  });
  const [title = '', ...lines] = text.replaceAll(BLOCK, '').split('\n');
  const steps: { command: string; golden: string[] }[] = [];
  for (const line of lines) {
    if (line.startsWith('> ')) steps.push({ command: line.slice(2), golden: [] });
    else if (line.trim() !== '') steps.at(-1)?.golden.push(line);
  }
  return { title, blocks, steps };
}

export function formatTranscript(transcript: Transcript): string {
  const steps = transcript.steps.map(({ command, golden }) => [`> ${command}`, ...golden].join('\n'));
  const blocks = transcript.blocks.map(
    ({ kind, name, text }) => `${`--- ${kind} ${name}`.trim()}\n${text}\n---\n\n`,
  );
  return `${transcript.title}\n\n${blocks.join('')}${steps.join('\n\n')}\n`;
}

/** The transcript with what the engine really writes. */
export function runTranscript(transcript: Transcript): Transcript {
  const player = new TranscriptPlayer(transcript.blocks, partitionCountOf(transcript), limitsOf(transcript));
  const steps = transcript.steps.map(({ command }) => ({ command, golden: player.play(command) }));
  for (const partition of player.cluster.partitions) {
    assertEnvelopes(partition.records);
    assertReplay(partition);
  }
  assertInstanceFields(player.cluster.journal);
  return { ...transcript, steps };
}

function partitionCountOf({ steps }: Transcript): number {
  return Number(/^partitions (\d+)$/.exec(steps[0]?.command ?? '')?.[1] ?? 1);
}

/** `limit maxCommandsInBatch=1` sets a limit of the engine, for the whole transcript. */
function limitsOf({ steps }: Transcript): Partial<EngineLimits> {
  const matches = steps.flatMap(({ command }) => [...(/^limit (\w+)=(\d+)$/.exec(command) ?? [])]);
  return matches.length === 0 ? {} : { [matches[1] ?? '']: Number(matches[2]) };
}

class TranscriptPlayer {
  readonly cluster: TestCluster;

  constructor(
    private readonly blocks: readonly TranscriptBlock[],
    private readonly partitionCount: number,
    limits: Partial<EngineLimits>,
  ) {
    this.cluster = new TestCluster(partitionCount, limits);
  }

  play(command: string): string[] {
    const { journal } = this.cluster;
    const before = journal.length;
    const answered = this.#execute(command);
    this.cluster.deliver();
    const lines: string[] = [];
    let previous: AnyRecord | undefined;
    for (const record of journal.slice(before)) {
      if (isOtherBatch(record, previous)) lines.push('--');
      if (record.sourceRecordPosition !== -1) previous = record;
      lines.push(this.#line(record));
    }
    return answered === undefined ? lines : [...lines, answered];
  }

  #line(record: AnyRecord): string {
    const line = recordLine(record);
    return this.partitionCount === 1 ? line : `P${record.partitionId} ${line}`;
  }

  #execute(command: string): string | undefined {
    const [addressed = '', ...words] = command.split(' ');
    const [verb = '', partitionId = '1'] = addressed.split('@');
    const argument = words.join(' ');
    const { cluster } = this;
    const driver = cluster.partition(Number(partitionId));
    switch (verb) {
      case 'limit':
      case 'partitions':
        return undefined;
      case 'hold':
        cluster.hold();
        return undefined;
      case 'deliver-once':
        cluster.deliverOnce();
        return undefined;
      case 'reverse':
        cluster.reverse();
        return undefined;
      case 'release':
        cluster.release();
        return undefined;
      case 'lose':
        cluster.lose();
        return undefined;
      case 'repeat-unanswered':
        cluster.repeatUnanswered();
        return undefined;
      case 'repeat-distributions':
        cluster.repeatDistributions();
        return undefined;
      case 'publish':
        return responseLine(publish(cluster, words));
      case 'signal':
        return responseLine(broadcast(driver, words));
      case 'send':
        return responseLine(send(driver, words));
      case 'deploy':
        return responseLine(deploy(driver, this.blocks, words));
      case 'delete':
        return responseLine(deleteResource(driver, words));
      case 'evaluate':
        return responseLine(evaluate(driver, words));
      case 'modify':
        return responseLine(modify(driver, words, (name) => this.#elementOf(name)));
      case 'migrate':
        return responseLine(migrate(driver, words, (name) => this.#elementOf(name)));
      case 'create':
        return responseLine(driver.create(words[0] ?? '', words.slice(1).join(' ') || '{}'));
      case 'create-with-result':
        return responseLine(
          driver.send('PROCESS_INSTANCE_CREATION', 'CREATE_WITH_AWAITING_RESULT', NO_KEY, {
            bpmnProcessId: words[0] ?? '',
            variables: documentOf(words.slice(1).join(' ')),
          }),
        );
      case 'start-at':
        return responseLine(
          driver.send('PROCESS_INSTANCE_CREATION', 'CREATE', NO_KEY, {
            bpmnProcessId: words[0] ?? '',
            startInstructions: words
              .slice(1)
              .filter((word) => !word.startsWith('{'))
              .map((elementId) => ({ elementId })),
            variables: documentOf(words.find((word) => word.startsWith('{')) ?? ''),
          }),
        );
      case 'stream':
        openJobStream(cluster, words);
        return undefined;
      case 'activate':
        return responseLine(activate(driver, words));
      case 'complete':
        return responseLine(
          driver.send('JOB', 'COMPLETE', this.#jobOf(words[0]), {
            variables: documentOf(words.slice(1).join(' ')),
          }),
        );
      case 'fail':
        return responseLine(driver.send('JOB', 'FAIL', this.#jobOf(words[0]), failure(words.slice(1))));
      case 'throw':
        return responseLine(
          driver.send('JOB', 'THROW_ERROR', this.#jobOf(words[0]), {
            errorCode: words[1] ?? '',
            errorMessage: words[2] ?? '',
            variables: documentOf(words.slice(3).join(' ')),
          }),
        );
      case 'retries':
        return responseLine(
          driver.send('JOB', 'UPDATE_RETRIES', this.#jobOf(words[0]), { retries: Number(words[1]) }),
        );
      case 'timeout':
        return responseLine(
          driver.send('JOB', 'UPDATE_TIMEOUT', this.#jobOf(words[0]), { timeout: Number(words[1]) }),
        );
      case 'set': {
        const local = words[1] === 'local';
        return responseLine(
          driver.send('VARIABLE_DOCUMENT', 'UPDATE', NO_KEY, {
            scopeKey: this.#elementOf(words[0]),
            updateSemantics: local ? 'LOCAL' : 'PROPAGATE',
            variables: documentOf(words.slice(local ? 2 : 1).join(' ')),
          }),
        );
      }
      case 'resolve':
        return responseLine(driver.send('INCIDENT', 'RESOLVE', this.#incident(), {}));
      case 'cancel':
        return responseLine(driver.send('PROCESS_INSTANCE', 'CANCEL', this.#processInstance(argument), {}));
      case 'pause':
        driver.pause();
        return undefined;
      case 'resume':
        driver.resume();
        return undefined;
      case 'advance':
        cluster.advance(Number(argument.replace(/ms$/, '')));
        return undefined;
      default:
        throw new Error(`Unknown step: ${command}`);
    }
  }

  /** The newest job of an element; `k5` names it by key. */
  #jobOf(name = ''): Key {
    return this.#key(name, (record) => record.valueType === 'JOB' && record.value.elementId === name);
  }

  #elementOf(name = ''): Key {
    return this.#key(
      name,
      (record) => record.valueType === 'PROCESS_INSTANCE' && record.value.elementId === name,
    );
  }

  #processInstance(name: string): Key {
    return name === ''
      ? this.#key(
          '',
          (record) => record.valueType === 'PROCESS_INSTANCE' && record.value.bpmnElementType === 'PROCESS',
        )
      : this.#elementOf(name);
  }

  #incident(): Key {
    return this.#key('', (record) => record.valueType === 'INCIDENT');
  }

  #key(name: string, matches: (record: AnyRecord) => boolean): Key {
    const named = keyNamed(name);
    if (named !== undefined) return named;
    const record = this.cluster.journal.findLast(
      (candidate) => candidate.recordType === 'EVENT' && matches(candidate),
    );
    if (record === undefined) throw new Error(`Nothing was written about '${name}'`);
    return record.key;
  }
}

/** Whether a record begins another batch of the same log; commands from outside begin none that is marked. */
function isOtherBatch(record: AnyRecord, previous: AnyRecord | undefined): boolean {
  if (record.sourceRecordPosition === -1 || previous === undefined) return false;
  return (
    previous.partitionId === record.partitionId &&
    previous.sourceRecordPosition !== record.sourceRecordPosition
  );
}

function documentOf(text: string): JsonDocument {
  return (text === '' ? '{}' : text) as JsonDocument;
}

/** `activate t worker=w timeout=1000 max=2 fetch=a,b tenants=t,u`: what is left out has a default. */
function activate(driver: EngineDriver, [type = '', ...words]: readonly string[]) {
  const options = new Map(words.map((word) => word.split('=') as [string, string]));
  const listed = (name: string) => options.get(name)?.split(',') ?? [];
  return driver.send('JOB_BATCH', 'ACTIVATE', NO_KEY, {
    type: type === '-' ? '' : type,
    worker: options.get('worker') ?? 'worker',
    timeout: Number(options.get('timeout') ?? 300_000),
    maxJobsToActivate: Number(options.get('max') ?? 10),
    variables: listed('fetch'),
    tenantIds: listed('tenants'),
  });
}

/** `stream t worker=w timeout=1000 tenant=t`: from now on jobs of this type and tenant are pushed. */
function openJobStream(cluster: TestCluster, [type = '', ...words]: readonly string[]): void {
  const options = new Map(words.map((word) => word.split('=') as [string, string]));
  cluster.jobStreams.set(`${type} ${options.get('tenant') ?? DEFAULT_TENANT_ID}`, {
    streamId: cluster.jobStreams.size + 1,
    worker: options.get('worker') ?? 'worker',
    timeoutMs: Number(options.get('timeout') ?? 300_000),
    fetchVariables: [],
  });
}

/** `retries=0 backoff=1000 message=boom {"variables":1}` */
function failure(words: readonly string[]) {
  const options = new Map(
    words.filter((word) => word.includes('=')).map((word) => word.split('=') as [string, string]),
  );
  return {
    retries: Number(options.get('retries') ?? 0),
    retryBackoff: Number(options.get('backoff') ?? 0),
    errorMessage: options.get('message') ?? '',
    variables: documentOf(words.filter((word) => !word.includes('=')).join(' ')),
  };
}

/** What the log says is what the engine knows: a restart changes nothing. */
function assertReplay(driver: EngineDriver): void {
  if (isDeepStrictEqual(replayedState(driver).tables.dump(), driver.state.tables.dump())) return;
  throw new Error('Expected replay of the log to give the state of the engine');
}

/** What the lines leave out: positions without gaps, and sources that are commands. */
function assertEnvelopes(records: readonly AnyRecord[]): void {
  records.forEach((record, index) => {
    if (record.position !== index + 1)
      throw new Error(`Expected position ${index + 1}, but was ${record.position}`);
    if (record.recordType === 'EVENT' && record.sourceRecordPosition < 1) {
      throw new Error(`Expected the event at ${record.position} to have a source`);
    }
    const source = records[record.sourceRecordPosition - 1];
    if (source !== undefined && source.recordType !== 'COMMAND') {
      throw new Error(`Expected the source of ${record.position} to be a command`);
    }
  });
}
