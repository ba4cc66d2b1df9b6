// The input collection of a multi-instance activity, and the loop variables of its inner instances (spec 11 §11.8).
import type { MultiInstanceBody } from '@grevy/bpmn';
import type { FeelList } from '@grevy/feel';
import { JSON_NULL, type JsonText, type Key } from '@grevy/protocol';
import type { ElementContext } from '../elements/element.js';
import { Failure, isFailure } from '../failure.js';
import type { Processing } from '../kernel/processing.js';
import { evaluateList } from './expressions.js';
import { resultText } from './result-text.js';
import { setLocalVariable } from './variables.js';

const LOOP_COUNTER = 'loopCounter';

/** The collection as it is now: it is evaluated anew for every step of the loop, as variables may have changed. */
export function evaluateInputCollection(
  processing: Processing,
  body: MultiInstanceBody,
  scopeKey: Key,
): FeelList | Failure {
  return evaluateList(processing, body.loop.inputCollection, scopeKey);
}

/** Gives an inner instance its item, the variable of its output, and its number. */
export function setLoopVariables(
  { processing, element: body }: ElementContext<MultiInstanceBody>,
  inner: ElementContext,
): Failure | undefined {
  const collection = evaluateInputCollection(processing, body, inner.key);
  if (isFailure(collection)) return collection;
  const { loopCounter } = processing.state.instanceOf(inner.key);
  const item = collection[loopCounter - 1];
  if (item === undefined) {
    return new Failure(
      'EXTRACT_VALUE_ERROR',
      `Expected to read item at index ${loopCounter - 1} of the multiInstanceBody input collection ` +
        `but it contains only ${collection.length} elements. ` +
        `The input collection might be modified while iterating over it.`,
    );
  }
  const { inputElement, output } = body.loop;
  const set = (name: string, value: JsonText) =>
    setLocalVariable(processing, inner.key, inner.value, name, value);
  if (inputElement !== undefined) {
    const text = resultText(item, 'EXTRACT_VALUE_ERROR');
    if (isFailure(text)) return text;
    set(inputElement, text);
  }
  const outputVariable = output?.elementVariable;
  if (outputVariable !== undefined && outputVariable !== inputElement && outputVariable !== LOOP_COUNTER) {
    set(outputVariable, JSON_NULL);
  }
  set(LOOP_COUNTER, String(loopCounter) as JsonText);
  return undefined;
}
