// From a deployed file to executable processes (spec 10 §7.1, steps 1 to 3).
import { readXml, type XmlDocument } from '@grevy/xml';
import type { FeelRuntime } from '@grevy/feel';
import { BuildFailure } from './build/build-failure.js';
import { buildProcess, checkIds } from './build/process.js';
import { BpmnDocument, idOf, UnresolvedFlow } from './document/bpmn-document.js';
import { ExpressionCompiler } from './expression/expression-compiler.js';
import type { ExecutableProcess } from './model/elements.js';
import { BPMN_SCHEMA } from './schema/bpmn-schema.js';
import { DESIGN_RULES } from './validation/design/design-rules.js';
import { reportViolations } from './validation/report.js';
import { RuleSet } from './validation/rule.js';
import { runtimeRules } from './validation/runtime/runtime-rules.js';

export interface BpmnResource {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ReadBpmnOptions {
  /** Expressions that are evaluated at deployment use its clock and time zone. */
  readonly runtime: FeelRuntime;
}

export type ReadBpmnResult =
  | {
      readonly ok: true;
      /** In document order. */
      readonly processes: readonly ExecutableProcess[];
      /** Of all processes of the file, executable or not. */
      readonly allProcessIds: readonly string[];
    }
  /** The block of this resource in the reason of the rejection (spec 10 §7.2). */
  | { readonly ok: false; readonly block: string };

const DESIGN = new RuleSet(DESIGN_RULES);

/** Reads a file that is being deployed: every rule is applied. */
export function readBpmn(resource: BpmnResource, options: ReadBpmnOptions): ReadBpmnResult {
  const xml = readDefinitions(resource);
  if (!xml.ok) return xml;
  return guard(resource, () => {
    const document = new BpmnDocument(xml.document);
    const compiler = new ExpressionCompiler();
    const runtime = new RuleSet(runtimeRules(compiler, options.runtime));
    const violations = [DESIGN.check(document), runtime.check(document)];
    if (violations.some((found) => found.length > 0)) {
      return { ok: false, block: reportViolations(resource.name, violations) };
    }
    return build(document, compiler);
  });
}

/** Reads a file that has been deployed before, without applying the rules again. */
export function readDeployedBpmn(resource: BpmnResource): ReadBpmnResult {
  const xml = readDefinitions(resource);
  if (!xml.ok) return xml;
  return guard(resource, () => build(new BpmnDocument(xml.document), new ExpressionCompiler()));
}

type XmlResult =
  { readonly ok: true; readonly document: XmlDocument } | { readonly ok: false; readonly block: string };

function readDefinitions({ name, bytes }: BpmnResource): XmlResult {
  const xml = readXml(bytes, BPMN_SCHEMA);
  if (xml.ok) return xml;
  const { severity, line, message } = xml.problem;
  const kind = severity === 'fatal' ? 'Fatal Error' : 'Error';
  return { ok: false, block: `'${name}': ${kind}: URI=null Line=${line}: ${message}` };
}

function build(document: BpmnDocument, compiler: ExpressionCompiler): ReadBpmnResult {
  checkIds(document);
  return {
    ok: true,
    processes: document.executableProcesses.map((process) => buildProcess(process, document, compiler)),
    allProcessIds: document.processes.map(idOf).filter((id) => id !== undefined),
  };
}

/** What no rule foresees is reported with the bare text. */
function guard({ name }: BpmnResource, read: () => ReadBpmnResult): ReadBpmnResult {
  try {
    return read();
  } catch (error) {
    if (error instanceof BuildFailure || error instanceof UnresolvedFlow) {
      return { ok: false, block: `'${name}': ${error.message}` };
    }
    throw error;
  }
}
