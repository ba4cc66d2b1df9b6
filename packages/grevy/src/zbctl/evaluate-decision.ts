// `zbctl evaluate decision`: evaluates a deployed decision.
import { printJson } from './answer.js';
import { idOrKey, single } from './arguments.js';
import { VARIABLES_OR_FILE_FLAG, variablesOrFileOf } from './variables.js';
import type { ZbctlCommand } from './zbctl-command.js';

/** What came after the tool that zbctl stands in for. */
const NEWER_FIELDS: ReadonlySet<string> = new Set(['decisionInstanceKey']);

export const evaluateDecision: ZbctlCommand = {
  path: ['evaluate', 'decision'],
  usage: '<decisionId or decisionKey>',
  summary: 'Evaluate a decision, given by its id or key',
  flags: [VARIABLES_OR_FILE_FLAG],
  prepare: (args) => {
    const decision = idOrKey(single(args));
    return async ({ client, flags }) => {
      const variables = await variablesOrFileOf(flags);
      const answer = await client.evaluateDecision({
        variables,
        ...('key' in decision ? { decisionKey: decision.key } : { decisionId: decision.id }),
      });
      printJson(Object.fromEntries(Object.entries(answer).filter(([name]) => !NEWER_FIELDS.has(name))));
    };
  },
};
