// The multi-instance marker of an activity (spec 11 §11.8).
import type { XmlElement } from '@grevy/xml';
import { booleanOf, childOf, extensionOf, textOf } from '../document/bpmn-document.js';
import type { LoopCharacteristics, LoopOutput } from '../model/loop-characteristics.js';
import type { ModelExpressions } from './model-expressions.js';

export function loopCharacteristics(
  activity: XmlElement,
  expressions: ModelExpressions,
): LoopCharacteristics | undefined {
  const marker = childOf(activity, 'multiInstanceLoopCharacteristics');
  if (marker === undefined) return undefined;
  const loop = extensionOf(marker, 'loopCharacteristics');
  const condition = childOf(marker, 'completionCondition');
  const conditionText = condition === undefined ? '' : textOf(condition);
  return {
    isSequential: booleanOf(marker, 'isSequential', false),
    inputCollection: expressions.attribute(loop, 'inputCollection'),
    inputElement: loop?.attribute('inputElement') || undefined,
    output: loopOutput(loop, expressions),
    completionCondition: conditionText === '' ? undefined : expressions.read(conditionText),
  };
}

function loopOutput(loop: XmlElement | undefined, expressions: ModelExpressions): LoopOutput | undefined {
  const collection = loop?.attribute('outputCollection');
  const element = loop?.attribute('outputElement');
  if (!collection || !element) return undefined;
  const expression = expressions.feel(element);
  return { collection, element: expression, elementVariable: rootVariable(expression.text) };
}

const PATH = /^([\p{L}_][\p{L}\p{N}_]*)(?:\s*\.\s*[\p{L}_][\p{L}\p{N}_]*)*$/u;

function rootVariable(expression: string): string | undefined {
  const name = PATH.exec(expression.trim())?.[1];
  return name === undefined || ['true', 'false', 'null'].includes(name) ? undefined : name;
}
