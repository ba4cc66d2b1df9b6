// Requests of every kind with random and with odd contents, several at a time: each is answered, none with an error that
// the server did not foresee, and afterwards the server still works, also after a restart. GREVY_SEED repeats a run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { status } from '@grpc/grpc-js';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { modelToXml } from '../../engine/test/support/model-language.js';
import { GatewayCalls } from './support/gateway-calls.js';
import { ServerProcess } from './support/server-process.js';

const ROUNDS = Number(process.env['GREVY_RANDOM_RUNS'] ?? 150);
const CLIENTS = 12;

const MODEL = Buffer.from(
  modelToXml(`process p
    start: startEvent
    fork: parallelGateway
    each: serviceTask type=work loop.inputCollection="=list" loop.inputElement=item
    typed: serviceTask type="=x"
    wait: intermediateCatchEvent onMessage=m correlationKey="=key"
    f1: start -> fork
    f2: fork -> each
    f3: fork -> typed
    f4: fork -> wait`),
);

const KEYS = [
  ...['0', '1', '-1', '-2', '9223372036854775807', '-9223372036854775808'],
  // Partition 1: no counter, the first one, the highest that there can be, and one more.
  ...['2251799813685248', '2251799813685249', '2286984185774079', '2286984185774080'],
  // Partitions 2, 3, 256 and 300.
  ...['4503599627370497', '6755399441055745', '576460752303423488', '675539944105574400'],
];
const TEXTS = [
  ...['', ' ', 'p', 'a.b', 'E', "'", '=x', '😀', '\u0000', 'x'.repeat(5_000)],
  ...['<default>', '__proto__', 'constructor', 'toString'],
];
const VARIABLES = [
  ...[
    '',
    '{}',
    '{"x":1}',
    '{"x":"work","list":[1,2,3],"key":"a"}',
    ' {"x" : 1} ',
    '\ufeff{}',
    '{"x":1,"x":2}',
  ],
  ...['[]', 'null', '"a"', '{', '{"a":NaN}', '{"a":1e400}', '{"a":1e-400}', '{"a":12345678901234567890123}'],
  ...[
    '{"__proto__":{"x":1}}',
    '{"toString":1,"hasOwnProperty":2}',
    `{"a":${'['.repeat(999)}${']'.repeat(999)}}`,
  ],
];
const INTEGERS = [0, 1, -1, 2_147_483_647, -2_147_483_648];
const LONGS = ['0', '1000', '-1', '9223372036854775807', '-9223372036854775808'];
const FILES = [MODEL, Buffer.from(''), Buffer.from('<'), Buffer.from('{}'), Buffer.from('{"id":"f"}')];

class Requests {
  /** Keys that the server has told. */
  readonly #known: string[] = [];

  constructor(private seed: number) {}

  learn(answer: unknown): void {
    if (typeof answer !== 'object' || answer === null) return;
    for (const [name, value] of Object.entries(answer)) {
      if (/^key$|Key$/.test(name) && typeof value === 'string') this.#known.push(value);
      else this.learn(value);
    }
    if (this.#known.length > 200) this.#known.splice(0, 50);
  }

  next(): readonly [method: string, request: Readonly<Record<string, unknown>>] {
    const variables = this.#one(VARIABLES);
    const start = {
      bpmnProcessId: this.#one(['p', 'p', 'p', this.#text()]),
      processDefinitionKey: this.#one(['0', this.#key()]),
      version: this.#one([-1, -1, this.#integer()]),
      variables,
      startInstructions: this.#some(2, () => ({ elementId: this.#elementId() })),
      tenantId: this.#tenant(),
    };
    const requests: Readonly<Record<string, () => Readonly<Record<string, unknown>>>> = {
      CompleteJob: () => ({ jobKey: this.#key(), variables }),
      FailJob: () => ({
        jobKey: this.#key(),
        retries: this.#integer(),
        errorMessage: this.#text(),
        retryBackOff: this.#one(LONGS),
        variables,
      }),
      ThrowError: () => ({
        jobKey: this.#key(),
        errorCode: this.#text(),
        errorMessage: this.#text(),
        variables,
      }),
      UpdateJobRetries: () => ({ jobKey: this.#key(), retries: this.#integer() }),
      UpdateJobTimeout: () => ({ jobKey: this.#key(), timeout: this.#one(LONGS) }),
      ResolveIncident: () => ({ incidentKey: this.#key() }),
      SetVariables: () => ({
        elementInstanceKey: this.#key(),
        variables,
        local: this.#roll(2) === 0,
      }),
      CancelProcessInstance: () => ({ processInstanceKey: this.#key() }),
      ModifyProcessInstance: () => ({
        processInstanceKey: this.#key(),
        activateInstructions: this.#some(3, () => ({
          elementId: this.#elementId(),
          ancestorElementInstanceKey: this.#one(['0', this.#key()]),
          variableInstructions: this.#some(2, () => ({ variables, scopeId: this.#elementId() })),
        })),
        terminateInstructions: this.#some(3, () => ({ elementInstanceKey: this.#key() })),
      }),
      MigrateProcessInstance: () => ({
        processInstanceKey: this.#key(),
        ...(this.#roll(8) === 0 ? {} : { migrationPlan: this.#migrationPlan() }),
      }),
      CreateProcessInstance: () => start,
      CreateProcessInstanceWithResult: () => ({
        ...(this.#roll(8) === 0 ? {} : { request: start }),
        requestTimeout: this.#one(['1', '50']),
        fetchVariables: [this.#text()],
      }),
      PublishMessage: () => ({
        name: this.#one(['m', this.#text()]),
        correlationKey: this.#one(['a', this.#text()]),
        timeToLive: this.#one(LONGS),
        messageId: this.#text(),
        variables,
        tenantId: this.#tenant(),
      }),
      BroadcastSignal: () => ({ signalName: this.#text(), variables, tenantId: this.#tenant() }),
      // Only what is made up, or soon nothing would be deployed any more.
      DeleteResource: () => ({ resourceKey: this.#one(KEYS) }),
      EvaluateDecision: () => ({
        decisionKey: this.#one(['0', this.#key()]),
        decisionId: this.#text(),
        variables,
      }),
      DeployResource: () => ({
        resources: this.#some(3, () => ({
          name: this.#one(['a.bpmn', 'a.dmn', 'a.form', this.#text()]),
          content: this.#one(FILES),
        })),
        tenantId: this.#tenant(),
      }),
      ActivateJobs: () => ({
        type: this.#one(['work', 'work', this.#text()]),
        worker: this.#text(),
        timeout: this.#one(LONGS),
        maxJobsToActivate: this.#one([5, this.#integer()]),
        requestTimeout: this.#one(['-1', '10']),
        fetchVariable: [this.#text()],
        tenantIds: this.#some(2, () => this.#text()),
      }),
    };
    const method = this.#one(Object.keys(requests));
    return [method, requests[method]?.() ?? {}];
  }

  #migrationPlan() {
    return {
      targetProcessDefinitionKey: this.#key(),
      mappingInstructions: this.#some(3, () => ({
        sourceElementId: this.#elementId(),
        targetElementId: this.#elementId(),
      })),
    };
  }

  #key(): string {
    return this.#known.length > 0 && this.#roll(3) > 0 ? this.#one(this.#known) : this.#one(KEYS);
  }

  #elementId(): string {
    return this.#one(['each', 'typed', 'wait', 'fork', this.#text()]);
  }

  #tenant(): string {
    return this.#one(['', '', this.#text()]);
  }

  #text(): string {
    return this.#one(TEXTS);
  }

  #integer(): number {
    return this.#one(INTEGERS);
  }

  #some<T>(below: number, make: () => T): T[] {
    return Array.from({ length: this.#roll(below) }, make);
  }

  #one<T>(items: readonly T[]): T {
    return items[this.#roll(items.length)] as T;
  }

  /** A linear congruential generator; its high bits are random enough here. */
  #roll(below: number): number {
    this.seed = (Math.imul(this.seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.seed / 2 ** 32) * below);
  }
}

const directory = mkdtempSync(join(tmpdir(), 'grevy-requests-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

it.each([1, 3])('on %i partitions', { timeout: 60_000 + ROUNDS * 1_000 }, async (partitionCount) => {
  const seed = Number(process.env['GREVY_SEED'] ?? Date.now() % 1_000_000);
  const requests = new Requests(seed);
  const settings = { dataDirectory: join(directory, String(partitionCount)), partitionCount };
  let server = await ServerProcess.start(settings);
  let calls = new GatewayCalls(server.address);
  onTestFinished(async () => {
    calls.close();
    await server.kill();
  });
  await calls.call('DeployResource', { resources: [{ name: 'p.bpmn', content: MODEL }] });
  const unforeseen: unknown[] = [];
  const send = async () => {
    const [method, request] = requests.next();
    const answer = method === 'ActivateJobs' ? calls.collect(method, request) : calls.call(method, request);
    await answer.then(
      (accepted) => requests.learn(accepted),
      (error: unknown) => {
        const code = error instanceof Error && 'code' in error ? error.code : undefined;
        if (code !== status.INTERNAL && code !== status.UNKNOWN && code !== undefined) return;
        unforeseen.push({ seed, method, request, error: String(error) });
      },
    );
  };

  for (let round = 0; round < ROUNDS; round += 1) await Promise.all(Array.from({ length: CLIENTS }, send));
  expect(unforeseen).toEqual([]);

  calls.close();
  await server.kill();
  server = await ServerProcess.start(settings);
  calls = new GatewayCalls(server.address);
  // One of the requests may have deleted it.
  await calls.call('DeployResource', { resources: [{ name: 'p.bpmn', content: MODEL }] });
  for (let partition = 0; partition < partitionCount; partition += 1) {
    const created = await calls.callOnceDeployed('CreateProcessInstance', {
      bpmnProcessId: 'p',
      version: -1,
    });
    expect(BigInt(String(created['processInstanceKey'])) % 2n ** 51n).toBeLessThan(2n ** 20n);
  }
});
