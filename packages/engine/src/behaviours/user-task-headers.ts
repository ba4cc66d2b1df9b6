// The reserved job headers of user tasks (spec 10 §5.5, spec 13 §10).
import {
  dateTimeText,
  parseDateTime,
  RESERVED_HEADER_PREFIX,
  type Expression,
  type UserTaskDefinition,
  type UserTaskForm,
} from '@grevy/bpmn';
import { FeelDateTime, FeelLocalDateTime, isList, parseZone, resultType, type FeelValue } from '@grevy/feel';
import { jsonString, keyToText, type JsonText } from '@grevy/protocol';
import type { ElementContext } from '../elements/element.js';
import { Failure, isFailure } from '../failure.js';
import { evaluate, evaluateString, evaluateTo, withWarnings, type Evaluated } from './expressions.js';

type Header = [name: string, value: JsonText];

/** Evaluates the task's properties in the order of spec 10 §4.1; empty results leave their header out. */
export function evaluateUserTaskHeaders(
  context: ElementContext,
  properties: UserTaskDefinition,
): readonly Header[] | Failure {
  const headers: Header[] = [];
  const add = (name: string, value: string | Failure): Failure | undefined => {
    if (isFailure(value)) return value;
    if (value !== '') headers.push([RESERVED_HEADER_PREFIX + name, jsonString(value)]);
    return undefined;
  };
  const { assignee, candidateGroups, candidateUsers, dueDate, followUpDate, form } = properties;
  return (
    (assignee && add('assignee', evaluateString(context.processing, assignee, context.key))) ??
    (candidateGroups && add('candidateGroups', evaluateNames(context, candidateGroups))) ??
    (candidateUsers && add('candidateUsers', evaluateNames(context, candidateUsers))) ??
    (dueDate && add('dueDate', evaluateDate(context, dueDate))) ??
    (followUpDate && add('followUpDate', evaluateDate(context, followUpDate))) ??
    (form && add('formKey', evaluateFormKey(context, form))) ??
    headers
  );
}

/** A list of names as the header shows it: quoted, without blanks, without escapes. */
function evaluateNames(context: ElementContext, expression: Expression): string | Failure {
  const evaluated = evaluateTo(context.processing, expression, context.key, ['ARRAY']);
  if (isFailure(evaluated)) return evaluated;
  const items: readonly FeelValue[] = isList(evaluated.value) ? [...evaluated.value] : [];
  if (!items.every((item) => typeof item === 'string')) return notOnlyStrings(context, evaluated);
  return items.length === 0 ? '' : `[${items.map((item) => `"${String(item)}"`).join(',')}]`;
}

function notOnlyStrings(context: ElementContext, evaluated: Evaluated): Failure {
  const message =
    `Expected result of the expression '${evaluated.text}' to be 'ARRAY' containing 'STRING' items, ` +
    `but was 'ARRAY' containing at least one non-'STRING' item.`;
  return new Failure('EXTRACT_VALUE_ERROR', withWarnings(message, evaluated.warnings), context.key);
}

/** A date-time with its offset; one without counts in the system's time zone. */
function evaluateDate(context: ElementContext, expression: Expression): string | Failure {
  const evaluated = evaluateTo(context.processing, expression, context.key, ['NULL', 'DATE_TIME', 'STRING']);
  if (isFailure(evaluated)) return evaluated;
  const { value } = evaluated;
  if (value === null || value === '') return '';
  if (value instanceof FeelDateTime) return value.isoText();
  if (value instanceof FeelLocalDateTime) {
    const zone = parseZone(context.processing.environment.zone, 'any') ?? 0;
    return FeelDateTime.ofLocal(value, zone).isoText();
  }
  const date = typeof value === 'string' ? parseDateTime(value) : undefined;
  if (date?.ok === true) return dateTimeText(date.value);
  const message = `Invalid date-time format '${String(value)}' for expression '${evaluated.text}'.`;
  return new Failure('EXTRACT_VALUE_ERROR', withWarnings(message, evaluated.warnings), context.key);
}

function evaluateFormKey(context: ElementContext, form: UserTaskForm): string | Failure {
  if (form.kind === 'formKey') return form.formKey;
  const { processing, key, value } = context;
  const id = evaluate(processing, form.formId, key);
  if (isFailure(id)) return id;
  if (typeof id.value !== 'string') {
    const message = `Expected result of the expression '${id.text}' to be 'STRING', but was '${resultType(id.value)}'.`;
    return new Failure('EXTRACT_VALUE_ERROR', withWarnings(message, id.warnings), key);
  }
  const deployed = processing.state.latestForm(id.value, value.tenantId);
  if (deployed !== undefined) return keyToText(deployed.value.formKey);
  return new Failure(
    'FORM_NOT_FOUND',
    `Expected to find a form with id '${id.value}', but no form with this id is found, ` +
      `at least a form with this id should be available. ` +
      `To resolve the Incident please deploy a form with the same id`,
    key,
  );
}
