// Steps about resources: what is deployed, deleted and evaluated.
import { NO_KEY, type AnyRecord, type JsonDocument, type Key } from '@grevy/protocol';
import type { EngineDriver } from './engine-driver.js';
import { modelToXml } from './model-language.js';
import { keyNamed } from './key-names.js';

/** A part of a transcript: a process in the language of models, or the text of any other file. */
export interface TranscriptBlock {
  readonly kind: 'model' | 'file';
  /** Empty for a model that has no name. */
  readonly name: string;
  readonly text: string;
}

/**
 * `deploy`, `deploy a.bpmn b.dmn`, `deploy tenant=t a.dmn copy.dmn=a.dmn`: blocks by name, or under another name.
 * A name that no block has is that of the model without a name.
 */
export function deploy(driver: EngineDriver, blocks: readonly TranscriptBlock[], words: readonly string[]) {
  const { options, rest } = optionsOf(words, ['tenant']);
  const names = rest.length === 0 ? ['model.bpmn'] : rest.filter((word) => word !== '(nothing)');
  const resources = names.map((word) => {
    const [resourceName = '', blockName = resourceName] = word.split('=');
    return { resourceName, resource: new TextEncoder().encode(textOf(blocks, blockName)) };
  });
  const tenantId = options.get('tenant');
  return tenantId === undefined
    ? driver.deploy(resources)
    : driver.send('DEPLOYMENT', 'CREATE', NO_KEY, { resources, tenantId }, [tenantId]);
}

function textOf(blocks: readonly TranscriptBlock[], name: string): string {
  const block = blocks.find((candidate) => candidate.name === name) ?? blocks.find(({ name }) => name === '');
  if (block === undefined) throw new Error(`The transcript has no file '${name}'`);
  return block.kind === 'model' ? modelToXml(block.text) : block.text;
}

/** `delete order`, `delete k3`, `delete tenant=t k3`: the newest definition with this id, or what has this key. */
export function deleteResource(driver: EngineDriver, words: readonly string[]) {
  const { options, rest } = optionsOf(words, ['tenant']);
  const resourceKey = keyNamed(rest[0]) ?? resourceNamed(driver, rest[0] ?? '');
  const tenants = [options.get('tenant') ?? '<default>'];
  return driver.send('RESOURCE_DELETION', 'DELETE', resourceKey, { resourceKey }, tenants);
}

/** The newest definition with this id. */
export function resourceNamed(driver: EngineDriver, id: string): Key {
  const isNamed = (record: AnyRecord) =>
    (record.valueType === 'PROCESS' && record.value.bpmnProcessId === id) ||
    (record.valueType === 'DECISION_REQUIREMENTS' && record.value.decisionRequirementsId === id) ||
    (record.valueType === 'FORM' && record.value.formId === id);
  const record = driver.records.findLast((candidate) => candidate.intent === 'CREATED' && isNamed(candidate));
  if (record === undefined) throw new Error(`No resource '${id}' was deployed`);
  return record.key;
}

/** `evaluate discount {"x":1}`, `evaluate k4`, `evaluate tenant=t discount`, `evaluate` of nothing. */
export function evaluate(driver: EngineDriver, words: readonly string[]) {
  const { options, rest } = optionsOf(words, ['tenant']);
  const [name = '', ...json] = rest;
  const decisionKey = keyNamed(name);
  const tenantId = options.get('tenant') ?? '<default>';
  return driver.send(
    'DECISION_EVALUATION',
    'EVALUATE',
    NO_KEY,
    {
      ...(decisionKey === undefined ? { decisionId: name } : { decisionKey }),
      variables: (json.length === 0 ? '{}' : json.join(' ')) as JsonDocument,
      tenantId,
    },
    [tenantId],
  );
}

function optionsOf(words: readonly string[], names: readonly string[]) {
  const isOption = (word: string) => names.some((name) => word.startsWith(`${name}=`));
  const options = new Map(
    words.filter(isOption).map((word) => word.split('=') as [name: string, value: string]),
  );
  return { options, rest: words.filter((word) => !isOption(word)) };
}
