// The output collection of a multi-instance activity: a variable of the body with one place per item, in the order of
// the input collection (spec 11 §11.8).
import type { LoopOutput, MultiInstanceBody } from '@grevy/bpmn';
import { documentFromEntries, JsonList, type JsonText, type Key } from '@grevy/protocol';
import type { ElementContext } from '../elements/element.js';
import { Failure, isFailure } from '../failure.js';
import { evaluate } from './expressions.js';
import { resultText } from './result-text.js';
import { mergePropagating, setLocalVariable } from './variables.js';

/** Creates the collection with a null for every item. */
export function createOutputCollection(
  { processing, element, key, value }: ElementContext<MultiInstanceBody>,
  size: number,
): void {
  const { output } = element.loop;
  if (output !== undefined)
    setLocalVariable(processing, key, value, output.collection, JsonList.ofNulls(size).text);
}

/** Puts the result of an inner instance that completes in its place. */
export function collectOutput(
  body: ElementContext<MultiInstanceBody>,
  inner: ElementContext,
): Failure | undefined {
  const { output } = body.element.loop;
  if (output === undefined) return undefined;
  const result = evaluate(body.processing, output.element, inner.key);
  if (isFailure(result)) return result;
  const text = resultText(result.value, 'EXTRACT_VALUE_ERROR');
  return isFailure(text) ? text : replaceOutput(body, output, inner.key, text);
}

function replaceOutput(
  { processing, key, value }: ElementContext<MultiInstanceBody>,
  { collection }: LoopOutput,
  innerKey: Key,
  result: JsonText,
): Failure | undefined {
  const fail = (problem: string) =>
    new Failure(
      'EXTRACT_VALUE_ERROR',
      `Unable to update an item in output collection '${collection}' ${problem}. ` +
        `This may happen when multiple BPMN elements write to the same variable.`,
      key,
    );
  const text = processing.state.localVariable(key, collection)?.value;
  const list = text === undefined ? undefined : processing.loopCaches.listOf(text);
  if (list === undefined) {
    return fail(`because the type of the output collection is: ${storedTypeOf(text)}`);
  }
  const { loopCounter } = processing.state.instanceOf(innerKey);
  if (loopCounter > list.size) {
    return fail(`at position ${loopCounter} because the size of the collection is: ${list.size}`);
  }
  list.replace(loopCounter - 1, result);
  setLocalVariable(processing, key, value, collection, list.text);
  return undefined;
}

/** The type of a value that is not a list, by the names of the reference's storage format. */
function storedTypeOf(text: JsonText | undefined): string {
  switch (text?.[0]) {
    case undefined:
    case 'n':
      return 'NIL';
    case 't':
    case 'f':
      return 'BOOLEAN';
    case '"':
      return 'STRING';
    case '{':
      return 'MAP';
    default:
      return /^-?\d+$/.test(text ?? '') ? 'INTEGER' : 'FLOAT';
  }
}

/** Hands the collection of a completing body to the scopes around it. */
export function propagateOutputCollection({
  processing,
  element,
  key,
  value,
}: ElementContext<MultiInstanceBody>): void {
  const { output } = element.loop;
  const text = output && processing.state.localVariable(key, output.collection)?.value;
  if (output === undefined || text === undefined) return;
  const document = documentFromEntries([[output.collection, text]]);
  mergePropagating(processing, value.flowScopeKey, value, document);
}
