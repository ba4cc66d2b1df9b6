// What `zeebe:taskDefinition`, `zeebe:taskHeaders` and the user task extensions say (spec 10 §5.5).
import type { XmlElement } from '@grevy/xml';
import { extensionOf, isZeebe } from '../document/bpmn-document.js';
import { isFeel, staticExpression, staticString } from '../expression/expression-compiler.js';
import { feelListOf, staticListItems } from '../expression/static-list.js';
import type { Expression } from '../model/expression.js';
import {
  USER_TASK_JOB_TYPE,
  type JobDefinition,
  type TaskHeader,
  type UserTaskDefinition,
  type UserTaskForm,
} from '../model/job-definition.js';
import type { ModelExpressions } from './model-expressions.js';

const DEFAULT_RETRIES = '3';
const USER_TASK_RETRIES = '1';

export function jobDefinition(element: XmlElement, expressions: ModelExpressions): JobDefinition {
  const definition = extensionOf(element, 'taskDefinition');
  return {
    type: expressions.attribute(definition, 'type'),
    retries: expressions.attribute(definition, 'retries', DEFAULT_RETRIES),
    headers: taskHeaders(element),
    userTask: undefined,
  };
}

export function userTaskJobDefinition(element: XmlElement, expressions: ModelExpressions): JobDefinition {
  return {
    type: staticString(USER_TASK_JOB_TYPE),
    retries: staticExpression(USER_TASK_RETRIES),
    headers: taskHeaders(element),
    userTask: userTaskDefinition(element, expressions),
  };
}

function taskHeaders(element: XmlElement): readonly TaskHeader[] {
  const headers =
    extensionOf(element, 'taskHeaders')?.children.filter((child) => isZeebe(child, 'header')) ?? [];
  return headers.flatMap((header) => {
    const key = header.attribute('key');
    const value = header.attribute('value');
    return key && value ? [{ key, value }] : [];
  });
}

function userTaskDefinition(element: XmlElement, expressions: ModelExpressions): UserTaskDefinition {
  const assignment = extensionOf(element, 'assignmentDefinition');
  const schedule = extensionOf(element, 'taskSchedule');
  return {
    assignee: textExpression(assignment?.attribute('assignee'), expressions),
    candidateGroups: listExpression(assignment?.attribute('candidateGroups'), expressions),
    candidateUsers: listExpression(assignment?.attribute('candidateUsers'), expressions),
    dueDate: textExpression(schedule?.attribute('dueDate'), expressions),
    followUpDate: textExpression(schedule?.attribute('followUpDate'), expressions),
    form: userTaskForm(extensionOf(element, 'formDefinition'), expressions),
  };
}

function textExpression(text: string | undefined, expressions: ModelExpressions): Expression | undefined {
  if (!text) return undefined;
  return isFeel(text) ? expressions.read(text) : staticString(text);
}

function listExpression(text: string | undefined, expressions: ModelExpressions): Expression | undefined {
  if (!text) return undefined;
  return isFeel(text)
    ? expressions.read(text)
    : expressions.feelText(feelListOf(staticListItems(text) ?? []));
}

function userTaskForm(form: XmlElement | undefined, expressions: ModelExpressions): UserTaskForm | undefined {
  const formKey = form?.attribute('formKey');
  if (formKey) return { kind: 'formKey', formKey };
  const formId = expressions.optional(form, 'formId');
  return formId === undefined ? undefined : { kind: 'formId', formId };
}
