// The command line tool zbctl as a client: every call is a run of the program, a worker is a run that goes on.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClientError, type Client, type Message, type Outcome, type Rpc, type Worker } from './client.js';
import type { WorkerSettings } from './client.js';
import type { Program } from './driver-process.js';
import { withObjects } from './protocol-json.js';

export interface Finished {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export class ZbctlClient implements Client {
  private readonly directory = mkdtempSync(join(tmpdir(), 'grevy-zbctl-'));
  private files = 0;

  constructor(
    private readonly program: Program,
    private readonly address: string,
    /** How it connects. */
    private readonly flags: readonly string[] = ['--insecure'],
  ) {}

  /** Runs a command to its end. */
  run(args: readonly string[]): Promise<Finished> {
    return new Promise((resolve) => {
      execFile(
        this.program.command,
        this.connected(args),
        { env: this.environment() },
        (error, stdout, stderr) => {
          resolve({ exitCode: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
        },
      );
    });
  }

  async call(rpc: Rpc, request: Message): Promise<Message> {
    const { exitCode, stdout, stderr } = await this.run(await this.argumentsOf(rpc, request));
    if (exitCode !== 0) throw refusal(stderr);
    return withObjects(JSON.parse(stdout) as Message);
  }

  async openWorker({ type, name, timeoutMs, outcome }: WorkerSettings): Promise<Worker> {
    const handler = await this.file('handler.sh', handlerScript(outcome));
    await chmod(handler, 0o755);
    const args = ['create', 'worker', type, '--handler', handler, '--name', name];
    const child = spawn(this.program.command, this.connected([...args, '--timeout', `${timeoutMs}ms`]), {
      env: this.environment(),
      stdio: 'ignore',
    });
    await once(child, 'spawn');
    return {
      close: async () => {
        const exited = once(child, 'exit');
        child.kill();
        await exited;
      },
    };
  }

  close(): Promise<void> {
    rmSync(this.directory, { recursive: true, force: true });
    return Promise.resolve();
  }

  /** A file with that content, for commands that read one. */
  async file(name: string, content: string): Promise<string> {
    this.files += 1;
    const path = join(this.directory, `${this.files}-${name}`);
    await writeFile(path, content);
    return path;
  }

  private connected(args: readonly string[]): readonly string[] {
    return [...this.program.args, ...args, ...this.flags, '--address', this.address];
  }

  /** None of the variables that zbctl reads. */
  private environment(): Readonly<Record<string, string>> {
    return { PATH: process.env['PATH'] ?? '', HOME: this.directory, TZ: 'UTC' };
  }

  private async argumentsOf(rpc: Rpc, request: Message): Promise<readonly string[]> {
    const text = (field: string): string => String(request[field]);
    const json = (field: string): readonly string[] =>
      request[field] === undefined ? [] : [`--${field}`, JSON.stringify(request[field])];
    const asJson = ['--output', 'json'];
    switch (rpc) {
      case 'Topology':
        return ['status', ...asJson];
      case 'DeployResource':
        return ['deploy', 'resource', ...(await this.namedFiles(request['resources'], 'content'))];
      case 'DeployProcess':
        return ['deploy', ...(await this.namedFiles(request['processes'], 'definition'))];
      case 'DeleteResource':
        return ['delete', 'resource', text('resourceKey'), ...asJson];
      case 'CreateProcessInstance':
        return instanceArguments(request);
      case 'CreateProcessInstanceWithResult':
        return withResultArguments(request);
      case 'CancelProcessInstance':
        return ['cancel', 'instance', text('processInstanceKey'), ...asJson];
      case 'SetVariables': {
        const local = `--local=${text('local')}`;
        return ['set', 'variables', text('elementInstanceKey'), ...json('variables'), local, ...asJson];
      }
      case 'ActivateJobs':
        return activationArguments(request);
      case 'CompleteJob':
        return ['complete', 'job', text('jobKey'), ...json('variables'), ...asJson];
      case 'FailJob': {
        const retries = ['--retries', text('retries'), '--errorMessage', text('errorMessage')];
        const backoff = ['--retryBackoff', `${String(request['retryBackOff'] ?? 0)}ms`];
        return ['fail', 'job', text('jobKey'), ...retries, ...backoff, ...json('variables'), ...asJson];
      }
      case 'ThrowError': {
        const error = ['--errorCode', text('errorCode'), '--errorMessage', text('errorMessage')];
        return ['throwError', 'job', text('jobKey'), ...error, ...json('variables'), ...asJson];
      }
      case 'UpdateJobRetries':
        return ['update', 'retries', text('jobKey'), '--retries', text('retries'), ...asJson];
      case 'ResolveIncident':
        return ['resolve', 'incident', text('incidentKey'), ...asJson];
      case 'PublishMessage': {
        const key = ['--correlationKey', text('correlationKey'), '--ttl', `${text('timeToLive')}ms`];
        const id = request['messageId'] === undefined ? [] : ['--messageId', text('messageId')];
        return ['publish', 'message', text('name'), ...key, ...id, ...json('variables')];
      }
      case 'BroadcastSignal':
        return ['broadcast', 'signal', text('signalName'), ...json('variables')];
      case 'EvaluateDecision': {
        const decision = String(request['decisionId'] ?? request['decisionKey']);
        return ['evaluate', 'decision', decision, ...json('variables')];
      }
      default:
        throw new Error(`zbctl has no command for ${rpc}`);
    }
  }

  private async namedFiles(resources: unknown, contentField: string): Promise<readonly string[]> {
    const named = resources as readonly (Message & { readonly name: string })[];
    const paths = await Promise.all(
      named.map((resource) => this.file(resource.name, String(resource[contentField]))),
    );
    return [...paths, '--resourceNames', named.map(({ name }) => name).join(',')];
  }
}

function instanceArguments(request: Message): readonly string[] {
  const process = String(request['bpmnProcessId'] ?? request['processDefinitionKey']);
  const version = request['version'] === undefined ? [] : ['--version', String(request['version'])];
  return ['create', 'instance', process, ...version, '--variables', JSON.stringify(request['variables'])];
}

function withResultArguments({ request, fetchVariables, requestTimeout }: Message): readonly string[] {
  const names = fetchVariables === undefined ? '' : `=${(fetchVariables as string[]).join(',')}`;
  const timeout = requestTimeout === undefined ? [] : ['--requestTimeout', `${Number(requestTimeout)}ms`];
  return [...instanceArguments(request as Message), `--withResult${names}`, ...timeout];
}

function activationArguments(request: Message): readonly string[] {
  const { type, worker, timeout, maxJobsToActivate, requestTimeout, fetchVariable } = request;
  const limits = ['--maxJobsToActivate', String(maxJobsToActivate), '--timeout', `${Number(timeout)}ms`];
  // The tool asks the gateway for 90 % of what is left until its own deadline.
  const deadline = ['--requestTimeout', `${Number(requestTimeout) + 5_000}ms`];
  const names = (fetchVariable as readonly string[] | undefined) ?? [];
  const variables = names.length === 0 ? [] : ['--variables', names.join(',')];
  return ['activate', 'jobs', String(type), '--worker', String(worker), ...limits, ...deadline, ...variables];
}

/** The handler gets a job's variables on its input; its output completes the job, its failure fails it. */
function handlerScript(outcome: Outcome): string {
  const settled =
    'complete' in outcome
      ? `echo '${JSON.stringify(outcome.complete)}'`
      : `echo '${'exception' in outcome ? outcome.exception : ''}' >&2; exit 1`;
  return `#!/bin/sh\ncat > /dev/null\n${settled}\n`;
}

/** `Error: rpc error: code = NotFound desc = …` */
function refusal(stderr: string): Error {
  const [, code, description] = /^Error: rpc error: code = (\w+) desc = ([^]*)\n$/.exec(stderr) ?? [];
  if (code === undefined) return new Error(stderr);
  const name = code.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();
  return new ClientError(name, description ?? '');
}
