// `grevy feel`: evaluates a FEEL expression, a file of them (`--jsonl`), or what is typed at a prompt.
import {
  FeelContext,
  compile,
  compileUnaryTests,
  fromJson,
  resultType,
  type Evaluation,
  type FeelRuntime,
  type FeelValue,
} from '@grevy/feel';
import { CommandFailure, UsageFailure } from '../cli/failure.js';
import { jsonObjectArgument, textOfArgument } from '../cli/json-argument.js';
import { answerLines } from '../cli/json-lines.js';
import { answerFeelLine } from '../feel/feel-lines.js';
import { feelPrompt } from '../feel/feel-prompt.js';
import { feelRuntime } from '../feel/feel-runtime.js';
import { jsonText } from '../feel/json-text.js';
import { shownValue, shownWarning } from '../feel/shown-value.js';

export interface FeelOptions {
  readonly context?: string;
  /** Evaluates unary tests against this input, JSON. */
  readonly unary?: string;
  readonly now?: string;
  readonly jsonl?: boolean;
  readonly json?: boolean;
}

/** @throws CommandFailure if an expression cannot be evaluated */
export async function feel(expression: string | undefined, options: FeelOptions): Promise<void> {
  const runtime = feelRuntime(options.now);
  if (options.jsonl === true) {
    if (expression !== undefined)
      throw new UsageFailure('--jsonl reads standard input and takes no expression');
    if (await answerLines((line) => answerFeelLine(line, runtime))) return;
    throw new UsageFailure('Some lines are no requests; their answers say which and why');
  }
  const context = await contextOf(options.context);
  const lookup = (name: string): FeelValue | undefined => context?.get(name);
  if (expression === undefined && process.stdin.isTTY) {
    await feelPrompt(
      lookup,
      [...(context?.entries() ?? [])].map(([name]) => name),
      () => feelRuntime(options.now),
    );
    return;
  }
  const text = (expression ?? (await textOfArgument('-', 'The expression'))).trim().replace(/^=/, '');
  printEvaluation(evaluate(text, lookup, runtime, options), options);
}

async function contextOf(argument: string | undefined): Promise<FeelContext | undefined> {
  if (argument === undefined) return undefined;
  const value = fromJson(await jsonObjectArgument(argument, '--context'));
  return value instanceof FeelContext ? value : undefined;
}

function evaluate(
  text: string,
  lookup: (name: string) => FeelValue | undefined,
  runtime: FeelRuntime,
  options: FeelOptions,
): Evaluation {
  if (options.unary === undefined) {
    const compiled = compile(text);
    if (!compiled.ok) throw new CommandFailure(compiled.failure.message);
    return compiled.expression.evaluate(lookup, runtime);
  }
  const compiled = compileUnaryTests(text);
  if (!compiled.ok) throw new CommandFailure(compiled.failure.message);
  return compiled.expression.evaluate(lookup, runtime, inputOf(options.unary));
}

function inputOf(json: string): FeelValue {
  try {
    return fromJson(json);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageFailure(`--unary needs the input as JSON, such as 5 or '"gold"', but got "${json}"`);
  }
}

function printEvaluation(evaluation: Evaluation, { json }: FeelOptions): void {
  const { warnings } = evaluation;
  if (json !== true) for (const warning of warnings) process.stderr.write(`${shownWarning(warning)}\n`);
  if (!evaluation.ok) throw new CommandFailure(evaluation.failure);
  const { value } = evaluation;
  process.stdout.write(
    json === true
      ? `{"result":${jsonText(value)},"type":"${resultType(value)}","warnings":${JSON.stringify(warnings)}}\n`
      : `${shownValue(value)}\n`,
  );
}
