// From the bytes of a file to a model, or the reasons why it is none.
import { parseXml, validate, type XmlElement } from '@grevy/xml';
import { DmnModel } from '../model/dmn-model.js';
import { dmnSchema } from '../schema/dmn-schema.js';
import { attribute } from './element-access.js';
import { ModelReader } from './model-reader.js';
import { Requirements } from './requirements.js';
import { MissingElement, UnexpectedModel } from './unexpected-model.js';

export type DmnReadResult = { readonly ok: true; readonly model: DmnModel } | DmnReadFailure;

export interface DmnReadFailure {
  readonly ok: false;
  /**
   * `UNEXPECTED` where the reference's reader ends with an exception of its own language. Deployments report
   * those like any other unexpected failure: with the name of the resource.
   */
  readonly kind: 'INVALID' | 'UNEXPECTED';
  /** All failures of the file, one per line, as the reference words them. */
  readonly failure: string;
  /** Where and why, if the reference's text does not say so. */
  readonly detail?: string;
}

const UNPARSABLE = 'Failed to parse DMN: org.camunda.bpm.model.dmn.DmnModelException: Unable to parse model';

/**
 * Reads a DMN file of version 1.1 to 1.5. It must be valid against the schema of its version, and all its
 * expressions must be FEEL that can be parsed: one that cannot makes the whole file invalid.
 */
export function readDmn(bytes: Uint8Array): DmnReadResult {
  const parsed = parseXml(bytes);
  if (!parsed.ok) return unparsable(parsed.fatal.line, parsed.fatal.message);
  const { root } = parsed.document;
  const schema = dmnSchema(root.namespace);
  if (schema === undefined) {
    return unparsable(root.line, `namespace "${root.namespace}" is none of DMN 1.1 to 1.5`);
  }
  const violation = validate(parsed.document, schema);
  if (violation !== undefined) return unparsable(violation.line, violation.message);
  if (root.localName !== 'definitions') {
    const failure = `The root element must be 'definitions', but is '${root.name}'`;
    return { ok: false, kind: 'UNEXPECTED', failure };
  }
  try {
    return readDefinitions(root);
  } catch (error) {
    if (error instanceof MissingElement || error instanceof UnexpectedModel) {
      return { ok: false, kind: 'UNEXPECTED', failure: error.message };
    }
    throw error;
  }
}

function readDefinitions(definitions: XmlElement): DmnReadResult {
  const resolved = Requirements.of(definitions);
  if (!resolved.ok) return { ok: false, kind: 'INVALID', failure: resolved.failure };
  const reader = new ModelReader(resolved.requirements);
  const decisions = reader.decisions(definitions);
  if (decisions === undefined) return { ok: false, kind: 'INVALID', failure: reader.failures.join('\n') };
  const id = attribute(definitions, 'id');
  const name = attribute(definitions, 'name');
  return { ok: true, model: new DmnModel(id, name, attribute(definitions, 'namespace'), decisions) };
}

function unparsable(line: number, reason: string): DmnReadResult {
  return { ok: false, kind: 'INVALID', failure: UNPARSABLE, detail: `line ${line}: ${reason}` };
}
