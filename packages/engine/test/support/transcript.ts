// Runs a transcript: a model, steps, and the records that each step must write.
//
// A transcript file is text: a title, models between `--- model` and `---`, then steps that begin with `>`; the lines
// below a step are the golden records. `--- model <name>` is a further model, for `deploy <name>`. `partitions 2` as first
// step makes a cluster; lines then begin with their partition. Set UPDATE_TRANSCRIPTS=1 to write what the engine does now, then read the diff
// against the specification.
import {
  isKey,
  NO_KEY,
  subscriptionPartition,
  type AnyRecord,
  type CommandIntentOf,
  type JsonDocument,
  type Key,
  type ValueType,
} from '@grevy/protocol';
import type { EngineLimits } from '../../src/index.js';
import type { EngineDriver } from './engine-driver.js';
import { modelToXml } from './model-language.js';
import { TestCluster } from './test-cluster.js';
import { recordLine, responseLine } from './transcript-lines.js';

export interface Transcript {
  readonly title: string;
  /** By name; the first one is nameless. */
  readonly models: ReadonlyMap<string, string>;
  readonly steps: readonly TranscriptStep[];
}

export interface TranscriptStep {
  /** Without the leading `> `. */
  readonly command: string;
  readonly golden: readonly string[];
}

export function parseTranscript(text: string): Transcript {
  const [title = '', ...blocks] = text.split(/^--- model/m);
  const models = new Map<string, string>();
  const steps: { command: string; golden: string[] }[] = [];
  for (const block of blocks) {
    const [model = '', body = ''] = splitOnce(block, '\n---\n');
    const [name = '', lines = ''] = splitOnce(model, '\n');
    models.set(name.trim(), lines);
    for (const line of body.split('\n')) {
      if (line.startsWith('> ')) steps.push({ command: line.slice(2), golden: [] });
      else if (line.trim() !== '') steps.at(-1)?.golden.push(line);
    }
  }
  return { title: title.trim(), models, steps };
}

export function formatTranscript(transcript: Transcript): string {
  const models = [...transcript.models].map(([name, model]) => `${`--- model ${name}`.trim()}\n${model}\n---\n\n`);
  const steps = transcript.steps.map(({ command, golden }) => [`> ${command}`, ...golden].join('\n'));
  return `${transcript.title}\n\n${models.join('')}${steps.join('\n\n')}\n`;
}

/** The transcript with what the engine really writes. */
export function runTranscript(transcript: Transcript): Transcript {
  const player = new TranscriptPlayer(transcript.models, partitionCountOf(transcript), limitsOf(transcript));
  const steps = transcript.steps.map(({ command }) => ({ command, golden: player.play(command) }));
  for (const partition of player.cluster.partitions) assertEnvelopes(partition.records);
  return { ...transcript, steps };
}

/** `partitions 2` as first step. */
function partitionCountOf({ steps }: Transcript): number {
  return Number(/^partitions (\d+)$/.exec(steps[0]?.command ?? '')?.[1] ?? 1);
}

/** `limit maxCommandsInBatch=1` sets a limit of the engine, for the whole transcript. */
function limitsOf({ steps }: Transcript): Partial<EngineLimits> {
  const matches = steps.flatMap(({ command }) => /^limit (\w+)=(\d+)$/.exec(command) ?? []);
  return matches.length === 0 ? {} : { [matches[1] ?? '']: Number(matches[2]) };
}

class TranscriptPlayer {
  readonly cluster: TestCluster;

  constructor(
    private readonly models: ReadonlyMap<string, string>,
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
      if (record.sourceRecordPosition === -1) {
        lines.push(this.#line(record));
        continue;
      }
      const continuesLog = previous?.partitionId === record.partitionId;
      if (continuesLog && previous?.sourceRecordPosition !== record.sourceRecordPosition) lines.push('--');
      previous = record;
      lines.push(this.#line(record));
    }
    return answered === undefined ? lines : [...lines, answered];
  }

  #line(record: AnyRecord): string {
    return this.partitionCount === 1 ? recordLine(record) : `P${record.partitionId} ${recordLine(record)}`;
  }

  #execute(command: string): string | undefined {
    const [addressed = '', ...words] = command.split(' ');
    const [verb, partitionId = '1'] = addressed.split('@');
    const argument = words.join(' ');
    const { cluster } = this;
    const driver = cluster.partition(Number(partitionId));
    switch (verb) {
      case 'limit':
      case 'partitions':
        return undefined;
      case 'deploy': {
        const isModel = this.models.has(argument);
        const resource = new TextEncoder().encode(modelToXml(this.models.get(isModel ? argument : '') ?? ''));
        return responseLine(driver.deploy([{ resourceName: isModel ? 'model.bpmn' : argument, resource }]));
      }
      case 'publish':
        return responseLine(this.#publish(words));
      case 'signal':
        return responseLine(
          driver.send('SIGNAL', 'BROADCAST', NO_KEY, {
            signalName: words[0] ?? '',
            variables: documentOf(words.slice(1).join(' ')),
          }),
        );
      case 'send':
        return responseLine(this.#send(driver, words));
      case 'hold':
        cluster.hold();
        return undefined;
      case 'deliver-once':
        cluster.deliverOnce();
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
      case 'activate':
        return responseLine(this.#activate(driver, words));
      case 'complete':
        return responseLine(
          driver.send('JOB', 'COMPLETE', this.#jobOf(words[0]), { variables: documentOf(words.slice(1).join(' ')) }),
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
      case 'advance':
        cluster.advance(Number(argument.replace(/ms$/, '')));
        return undefined;
      default:
        throw new Error(`Unknown step: ${command}`);
    }
  }

  /** `publish <name> <correlation key, - for none> ttl=60000 id=x {"variables":1}`, to the partition of the key. */
  #publish(words: readonly string[]) {
    const [name = '', key = '-', ...rest] = words;
    const options = new Map(rest.filter((word) => /^(ttl|id)=/.test(word)).map((word) => word.split('=') as [string, string]));
    const correlationKey = key === '-' ? '' : key;
    const partition = this.cluster.partition(subscriptionPartition(correlationKey, this.partitionCount));
    return partition.send('MESSAGE', 'PUBLISH', NO_KEY, {
      name,
      correlationKey,
      timeToLive: Number(options.get('ttl') ?? 0),
      messageId: options.get('id') ?? '',
      variables: documentOf(rest.filter((word) => !/^(ttl|id)=/.test(word)).join(' ')),
    });
  }

  /** `send TIMER TRIGGER k9 {"processInstanceKey":"k4"}`: any command; texts like k4 stand for keys. */
  #send(driver: EngineDriver, [valueType = '', intent = '', key = '-', ...json]: readonly string[]) {
    const value: unknown = JSON.parse(json.join(' ') || '{}', (_name, field: unknown) =>
      typeof field === 'string' ? (keyNamed(field) ?? field) : field,
    );
    type AnyIntent = CommandIntentOf<ValueType>;
    return driver.send(valueType as ValueType, intent as AnyIntent, keyNamed(key) ?? NO_KEY, value as never);
  }

  #activate(driver: EngineDriver, words: readonly string[]) {
    const options = new Map(words.slice(1).map((word) => word.split('=') as [string, string]));
    return driver.send('JOB_BATCH', 'ACTIVATE', NO_KEY, {
      type: words[0] ?? '',
      worker: options.get('worker') ?? 'worker',
      timeout: Number(options.get('timeout') ?? 300_000),
      maxJobsToActivate: Number(options.get('max') ?? 10),
    });
  }

  /** The newest job of an element; `k5` names it by key. */
  #jobOf(name = ''): Key {
    return this.#key(name, (record) => record.valueType === 'JOB' && record.value.elementId === name);
  }

  #elementOf(name = ''): Key {
    return this.#key(name, (record) => record.valueType === 'PROCESS_INSTANCE' && record.value.elementId === name);
  }

  #processInstance(name: string): Key {
    return name === ''
      ? this.#key('', (record) => record.valueType === 'PROCESS_INSTANCE' && record.value.bpmnElementType === 'PROCESS')
      : this.#elementOf(name);
  }

  #incident(): Key {
    return this.#key('', (record) => record.valueType === 'INCIDENT');
  }

  #key(name: string, matches: (record: AnyRecord) => boolean): Key {
    const named = keyNamed(name);
    if (named !== undefined) return named;
    const record = this.cluster.journal.findLast((candidate) => candidate.recordType === 'EVENT' && matches(candidate));
    if (record === undefined) throw new Error(`Nothing was written about '${name}'`);
    return record.key;
  }
}

/** `k5` is the fifth key of the first partition, `k5@2` that of the second. */
function keyNamed(name: string): Key | undefined {
  const match = /^k(\d+)(?:@(\d+))?$/.exec(name);
  if (match === null) return undefined;
  const key = Number(match[2] ?? 1) * 2 ** 45 + Number(match[1]);
  return isKey(key) ? key : undefined;
}

function documentOf(text: string): JsonDocument {
  return (text === '' ? '{}' : text) as JsonDocument;
}

/** `retries=0 backoff=1000 message=boom {"variables":1}` */
function failure(words: readonly string[]) {
  const options = new Map(words.filter((word) => word.includes('=')).map((word) => word.split('=') as [string, string]));
  return {
    retries: Number(options.get('retries') ?? 0),
    retryBackoff: Number(options.get('backoff') ?? 0),
    errorMessage: options.get('message') ?? '',
    variables: documentOf(words.filter((word) => !word.includes('=')).join(' ')),
  };
}

/** What the lines leave out: positions without gaps, one timestamp and one source per batch, default tenants. */
function assertEnvelopes(records: readonly AnyRecord[]): void {
  records.forEach((record, index) => {
    if (record.position !== index + 1) throw new Error(`Expected position ${index + 1}, but was ${record.position}`);
    if (record.recordType === 'EVENT' && record.sourceRecordPosition < 1) {
      throw new Error(`Expected the event at ${record.position} to have a source`);
    }
    const source = records[record.sourceRecordPosition - 1];
    if (source !== undefined && source.recordType !== 'COMMAND') {
      throw new Error(`Expected the source of ${record.position} to be a command`);
    }
  });
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const index = text.indexOf(separator);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + separator.length)];
}
