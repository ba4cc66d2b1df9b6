// Runs a transcript: a model, steps, and the records that each step must write.
//
// A transcript file is text: a title, the model between `--- model` and `---`, then steps that begin with `>`; the lines
// below a step are the golden records. Set UPDATE_TRANSCRIPTS=1 to write what the engine does now, then read the diff
// against the specification.
import { isKey, NO_KEY, type AnyRecord, type JsonDocument, type Key } from '@grevy/protocol';
import type { EngineLimits } from '../../src/index.js';
import { EngineDriver } from './engine-driver.js';
import { modelToXml } from './model-language.js';
import { recordLine, responseLine } from './transcript-lines.js';

export interface Transcript {
  readonly title: string;
  readonly model: string;
  readonly steps: readonly TranscriptStep[];
}

export interface TranscriptStep {
  /** Without the leading `> `. */
  readonly command: string;
  readonly golden: readonly string[];
}

export function parseTranscript(text: string): Transcript {
  const [head = '', rest = ''] = splitOnce(text, '--- model\n');
  const [model = '', body = ''] = splitOnce(rest, '\n---\n');
  const steps: { command: string; golden: string[] }[] = [];
  for (const line of body.split('\n')) {
    if (line.startsWith('> ')) steps.push({ command: line.slice(2), golden: [] });
    else if (line.trim() !== '') steps.at(-1)?.golden.push(line);
  }
  return { title: head.trim(), model, steps };
}

export function formatTranscript(transcript: Transcript): string {
  const steps = transcript.steps.map(({ command, golden }) => [`> ${command}`, ...golden].join('\n'));
  return `${transcript.title}\n\n--- model\n${transcript.model}\n---\n\n${steps.join('\n\n')}\n`;
}

/** The transcript with what the engine really writes. */
export function runTranscript(transcript: Transcript): Transcript {
  const limits = limitsOf(transcript);
  const player = new TranscriptPlayer(transcript.model, limits);
  const steps = transcript.steps.map(({ command }) => ({ command, golden: player.play(command) }));
  assertEnvelopes(player.driver.records);
  return { ...transcript, steps };
}

/** `limit maxCommandsInBatch=1` as first step sets a limit of the engine. */
function limitsOf({ steps }: Transcript): Partial<EngineLimits> {
  const match = /^limit (\w+)=(\d+)$/.exec(steps[0]?.command ?? '');
  return match === null ? {} : { [match[1] ?? '']: Number(match[2]) };
}

class TranscriptPlayer {
  readonly driver: EngineDriver;

  constructor(
    private readonly model: string,
    limits: Partial<EngineLimits>,
  ) {
    this.driver = new EngineDriver({ limits });
  }

  play(command: string): string[] {
    const { driver } = this;
    const before = driver.records.length;
    const answered = this.#execute(command);
    const lines: string[] = [];
    let source: number | undefined;
    for (const record of driver.records.slice(before)) {
      const isNewBatch =
        record.sourceRecordPosition !== -1 && source !== undefined && record.sourceRecordPosition !== source;
      if (isNewBatch) lines.push('--');
      if (record.sourceRecordPosition !== -1) source = record.sourceRecordPosition;
      lines.push(recordLine(record));
    }
    return answered === undefined ? lines : [...lines, answered];
  }

  #execute(command: string): string | undefined {
    const [verb = '', ...words] = command.split(' ');
    const argument = words.join(' ');
    const { driver } = this;
    switch (verb) {
      case 'limit':
        return undefined;
      case 'deploy': {
        const resource = new TextEncoder().encode(modelToXml(this.model));
        return responseLine(
          driver.deploy([{ resourceName: argument === '' ? 'model.bpmn' : argument, resource }]),
        );
      }
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
            startInstructions: words.slice(1).map((elementId) => ({ elementId })),
          }),
        );
      case 'activate':
        return responseLine(this.#activate(words));
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
      case 'advance':
        driver.advance(Number(argument.replace(/ms$/, '')));
        return undefined;
      default:
        throw new Error(`Unknown step: ${command}`);
    }
  }

  #activate(words: readonly string[]) {
    const options = new Map(words.slice(1).map((word) => word.split('=') as [string, string]));
    return this.driver.send('JOB_BATCH', 'ACTIVATE', NO_KEY, {
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
    const byCounter = /^k(\d+)$/.exec(name);
    if (byCounter !== null) {
      const key = 2 ** 45 + Number(byCounter[1]);
      if (isKey(key)) return key;
    }
    const record = this.driver.records.findLast(
      (candidate) => candidate.recordType === 'EVENT' && matches(candidate),
    );
    if (record === undefined) throw new Error(`Nothing was written about '${name}'`);
    return record.key;
  }
}

function documentOf(text: string): JsonDocument {
  return (text === '' ? '{}' : text) as JsonDocument;
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

/** What the lines leave out: positions without gaps, one timestamp and one source per batch, default tenants. */
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

function splitOnce(text: string, separator: string): readonly [string, string] {
  const index = text.indexOf(separator);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + separator.length)];
}
