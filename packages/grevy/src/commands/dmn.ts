// `grevy dmn`: lists the decisions of a file, evaluates one, or answers requests line by line (`--jsonl`).
import {
  encodeDmnFact,
  evaluateDecision,
  parseDmnFactRequest,
  readDmn,
  type DmnDecision,
  type DmnModel,
  type EvaluatedDecision,
} from '@grevy/dmn';
import { FeelContext, fromJson, type FeelRuntime } from '@grevy/feel';
import { readFile } from 'node:fs/promises';
import { CommandFailure, UsageFailure } from '../cli/failure.js';
import { jsonObjectArgument } from '../cli/json-argument.js';
import { answerLines } from '../cli/json-lines.js';
import { printResult } from '../cli/output.js';
import { shownAudit, shownDecisions } from '../dmn/shown-decision.js';
import { feelRuntime } from '../feel/feel-runtime.js';
import { jsonText } from '../feel/json-text.js';
import { shownValue } from '../feel/shown-value.js';

export interface DmnOptions {
  readonly decision?: string;
  readonly context?: string;
  readonly audit?: boolean;
  readonly now?: string;
  readonly jsonl?: boolean;
  readonly json?: boolean;
}

/** @throws CommandFailure if the file is no valid DMN, or the decision cannot be evaluated */
export async function dmn(file: string | undefined, options: DmnOptions): Promise<void> {
  const runtime = feelRuntime(options.now);
  if (options.jsonl === true) {
    if (file !== undefined) throw new UsageFailure('--jsonl reads standard input and takes no file');
    await answerRequests(runtime);
    return;
  }
  if (file === undefined) throw new UsageFailure('Name a DMN file, or give requests with --jsonl');
  const model = await readModel(file);
  if (options.decision === undefined && options.context === undefined) {
    const decisions = model.decisions.map(({ id, name }) => ({ id, name }));
    printResult(options, shownDecisions(model), { id: model.id, name: model.name, decisions });
    return;
  }
  await evaluate(model, chosenDecision(model, options.decision), runtime, options);
}

async function answerRequests(runtime: FeelRuntime): Promise<void> {
  const encoder = new TextEncoder();
  const allUnderstood = await answerLines((line) => {
    const request = parseDmnFactRequest(line);
    return encodeDmnFact(request, encoder.encode(request.xml), runtime);
  });
  if (!allUnderstood) throw new UsageFailure('Some lines are no requests; their answers say which and why');
}

async function readModel(file: string): Promise<DmnModel> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new CommandFailure(`${file} cannot be read: ${error instanceof Error ? error.message : ''}`);
  });
  const read = readDmn(bytes);
  if (read.ok) return read.model;
  // The failure alone, which is the one of a deployment, does not say where the file is wrong.
  const detail = read.detail === undefined ? '' : ` (${read.detail})`;
  throw new CommandFailure(`${file} is no valid DMN: ${read.failure}${detail}`);
}

function chosenDecision(model: DmnModel, id: string | undefined): DmnDecision {
  const [first, second] = model.decisions;
  if (id === undefined && first !== undefined && second === undefined) return first;
  const chosen = model.decisions.find((decision) => decision.id === id);
  if (chosen !== undefined) return chosen;
  const choice = `The file has these decisions:\n${shownDecisions(model)}`;
  throw new UsageFailure(
    id === undefined ? `Choose with --decision. ${choice}` : `There is no decision "${id}". ${choice}`,
  );
}

async function evaluate(
  model: DmnModel,
  decision: DmnDecision,
  runtime: FeelRuntime,
  options: DmnOptions,
): Promise<void> {
  const context = fromJson(await jsonObjectArgument(options.context ?? '{}', '--context'));
  const lookup = (name: string) => (context instanceof FeelContext ? context.get(name) : undefined);
  const evaluation = evaluateDecision(model, decision, lookup, runtime);
  const { evaluated } = evaluation;
  if (options.json === true) {
    const audit = options.audit === true ? `,"audit":[${evaluated.map(auditJson).join(',')}]` : '';
    const outcome = evaluation.ok
      ? `"result":${jsonText(evaluation.value)}`
      : `"failure":${JSON.stringify(evaluation.message)},"failedDecision":${JSON.stringify(evaluation.failedDecisionId)}`;
    process.stdout.write(`{"decision":${JSON.stringify(decision.id)},${outcome}${audit}}\n`);
  } else {
    if (options.audit === true) process.stdout.write(`${shownAudit(evaluated)}\n`);
    if (evaluation.ok) process.stdout.write(`${shownValue(evaluation.value)}\n`);
  }
  if (!evaluation.ok) throw new CommandFailure(evaluation.message);
}

/** Joined from texts, since values hold numbers that JavaScript's would round. */
function auditJson({ id, name, logic, inputs, matchedRules, output }: EvaluatedDecision): string {
  const inputTexts = inputs.map(
    (input) =>
      `{"id":${JSON.stringify(input.id)},"name":${JSON.stringify(input.name)},"value":${jsonText(input.value)}}`,
  );
  const ruleTexts = matchedRules.map(({ ruleId, ruleIndex, outputs }) => {
    const values = outputs.map(
      (each) =>
        `{"id":${JSON.stringify(each.id)},"name":${JSON.stringify(each.name)},"value":${jsonText(each.value)}}`,
    );
    return `{"ruleId":${JSON.stringify(ruleId)},"ruleIndex":${ruleIndex},"outputs":[${values.join(',')}]}`;
  });
  return (
    `{"id":${JSON.stringify(id)},"name":${JSON.stringify(name)},"logic":"${logic}",` +
    `"inputs":[${inputTexts.join(',')}],"matchedRules":[${ruleTexts.join(',')}],"output":${jsonText(output)}}`
  );
}
