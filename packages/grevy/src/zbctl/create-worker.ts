// `zbctl create worker`: gives every job of a type to a program, until it is stopped.
import type { ActivatedJob, GrevyClient } from '@grevy/client';
import { stopSignal } from '../cli/stop-signals.js';
import { single } from './arguments.js';
import { runHandler } from './job-handler-process.js';
import { logLine } from './log-line.js';
import { rpcErrorText } from './rpc-error-text.js';
import { variablesProblem } from './variables.js';
import { WorkerStatistics, type HandledJob } from './worker-statistics.js';
import type { ZbctlCommand } from './zbctl-command.js';

const DEFAULT_TIMEOUT_MS = 5 * 60 * 1000;
const DEFAULT_POLL_INTERVAL_MS = 100;

export const createWorker: ZbctlCommand = {
  path: ['create', 'worker'],
  usage: '<type>',
  summary: 'Give every job of a type to a program',
  description:
    'Starts the handler for every job of the type. It gets the variables of the job as a JSON object on standard input.\n' +
    'If it exits with 0, the job is completed with the JSON object that it wrote to standard output.\n' +
    'If not, the job is failed with what it wrote to standard error as the message.',
  flags: [
    {
      name: 'concurrency',
      type: 'int',
      default: 4,
      description: 'The most handlers that run at the same time',
    },
    { name: 'handler', type: 'string', description: 'Program and arguments, separated by single blanks' },
    {
      name: 'maxJobsActive',
      type: 'int',
      default: 32,
      description: 'The most jobs that are activated and not yet handled',
    },
    {
      name: 'maxJobsHandle',
      type: 'int',
      hidden: true,
      description: 'Jobs after which the worker ends; 0 never ends',
    },
    { name: 'name', type: 'string', default: 'zbctl', description: 'Name of the worker' },
    {
      name: 'pollInterval',
      type: 'duration',
      default: DEFAULT_POLL_INTERVAL_MS,
      description: 'The longest pause between two polls, such as 300ms, 50s or 1m',
    },
    {
      name: 'pollThreshold',
      type: 'float',
      default: 0.3,
      description: 'The worker polls when it has at most this share of maxJobsActive',
    },
    {
      name: 'streamEnabled',
      type: 'bool',
      bare: 'true',
      description: 'Have new jobs pushed to the worker, which polls for the others',
    },
    {
      name: 'timeout',
      type: 'duration',
      default: DEFAULT_TIMEOUT_MS,
      description: 'How long a job is locked, such as 300ms, 50s or 1m',
    },
  ],
  required: ['handler'],
  prepare: (args) => {
    const type = single(args);
    return async ({ client, flags, requestTimeoutMs, progress }) => {
      const name = flags.text('name');
      const command = flags.text('handler');
      const maxJobs = flags.number('maxJobsHandle');
      const pollIntervalMs = flags.number('pollInterval');
      const statistics = new WorkerStatistics(progress);
      const log = (text: string): void => progress.interrupted(() => logLine(text));
      let started = 0;
      const { JobWorker } = await import('@grevy/client');
      const worker = new JobWorker(client, {
        type,
        name,
        timeoutMs: flags.number('timeout'),
        maxJobsActive: flags.number('maxJobsActive'),
        concurrency: flags.number('concurrency'),
        stream: flags.isOn('streamEnabled'),
        pollIntervalMs,
        pollThreshold: flags.number('pollThreshold'),
        requestTimeoutMs,
        backoff: () => pollIntervalMs,
        metrics: { jobsActive: (count) => statistics.active(count) },
        onError: (error) => log(`Failed to activate jobs for worker '${name}': ${rpcErrorText(error)}`),
        handler: async (job) => {
          started++;
          if (maxJobs > 0 && started >= maxJobs) void worker.close();
          if (maxJobs === 0 || started <= maxJobs)
            statistics.handled(await handleJob(client, command, job, log));
        },
      });
      void stopSignal(() => undefined).then(() => worker.close());
      await worker.closed;
      progress.clear();
    };
  },
};

/** How a job ended: as the handler said, or with a report that did not get through. */
async function handleJob(
  client: GrevyClient,
  command: string,
  job: ActivatedJob,
  log: (text: string) => void,
): Promise<HandledJob> {
  const { key, variables, retries } = job;
  log(`Activated job ${key} with variables ${variables}`);
  const outcome = await runHandler(command, variables);
  const problem = outcome.ok ? problemOf(key, outcome.output) : outcome.errorMessage;
  const report = async (
    send: () => Promise<unknown>,
    done: HandledJob,
    failed: string,
  ): Promise<HandledJob> => {
    try {
      await send();
      return done;
    } catch (error) {
      log(`${failed} ${rpcErrorText(error)}`);
      return 'unreported';
    }
  };
  if (!outcome.ok || problem !== undefined) {
    log(`Command failed to handle job ${key} ${problem}`);
    const failure = { jobKey: key, retries: retries - 1, errorMessage: problem ?? '' };
    return report(() => client.failJob(failure), 'failed', 'Unable to fail job');
  }
  const result = outcome.output.length < MIN_OUTPUT_LENGTH ? '{}' : outcome.output;
  log(`Handler completed job ${key} with variables ${result}`);
  const completion = { jobKey: key, variables: result };
  return report(() => client.completeJob(completion), 'completed', `Unable to complete job ${key}`);
}

/** Less is no JSON object, but for example the line feed of a program that has nothing to say. */
const MIN_OUTPUT_LENGTH = 2;

function problemOf(key: string, output: string): string | undefined {
  if (output.length < MIN_OUTPUT_LENGTH) return undefined;
  const problem = variablesProblem(output);
  // As the original puts it together, blanks missing.
  return problem === undefined
    ? undefined
    : `Unable to set variables${output}to complete job${key} ${problem}`;
}
