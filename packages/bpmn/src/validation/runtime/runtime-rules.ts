// The runtime rules (spec 10 §7.5): which rule is for which elements.
import type { FeelRuntime } from '@grevy/feel';
import type { ExpressionCompiler } from '../../expression/expression-compiler.js';
import type { RuleTable } from '../rule.js';
import { attributeRule, checkStaticDate, checkStaticList, textRule } from './expression-rules.js';
import { inputRule, outputRule } from './mapping-rules.js';
import { startEventNameRule } from './start-event-names.js';
import { taskHeadersRule } from './task-headers.js';
import { timerRule } from './timers.js';

const MANDATORY = { mandatory: true };
const MANDATORY_FEEL = { mandatory: true, feel: true };
const OPTIONAL = {};

export function runtimeRules(compiler: ExpressionCompiler, runtime: FeelRuntime): RuleTable {
  const list = { checkStatic: checkStaticList };
  const date = { checkStatic: checkStaticDate };
  return {
    bpmn: [
      [['message', 'signal'], attributeRule(compiler, { name: OPTIONAL })],
      [['conditionExpression'], textRule(compiler, MANDATORY_FEEL)],
      [['completionCondition', 'timeDate', 'timeDuration', 'timeCycle'], textRule(compiler, OPTIONAL)],
      [['startEvent'], startEventNameRule(compiler, runtime)],
      [['startEvent', 'intermediateCatchEvent', 'boundaryEvent'], timerRule(compiler, runtime)],
    ],
    zeebe: [
      [['input'], inputRule(compiler)],
      [['output'], outputRule(compiler)],
      [['subscription'], attributeRule(compiler, { correlationKey: MANDATORY_FEEL })],
      [
        ['loopCharacteristics'],
        attributeRule(compiler, { inputCollection: MANDATORY_FEEL, outputElement: { feel: true } }),
      ],
      [['taskDefinition'], attributeRule(compiler, { type: MANDATORY, retries: OPTIONAL })],
      [['taskHeaders'], taskHeadersRule],
      [['calledElement'], attributeRule(compiler, { processId: MANDATORY })],
      [['calledDecision'], attributeRule(compiler, { decisionId: MANDATORY })],
      [['script'], attributeRule(compiler, { expression: MANDATORY_FEEL })],
      [
        ['assignmentDefinition'],
        attributeRule(compiler, { assignee: OPTIONAL, candidateGroups: list, candidateUsers: list }),
      ],
      [['taskSchedule'], attributeRule(compiler, { dueDate: date, followUpDate: date })],
    ],
  };
}
