// `zbctl publish message`: publishes a message.
import { printJson } from './answer.js';
import { single } from './arguments.js';
import { VARIABLES_OR_FILE_FLAG, variablesOrFileOf } from './variables.js';
import type { ZbctlCommand } from './zbctl-command.js';

const DEFAULT_TIME_TO_LIVE_MS = 5_000;

export const publishMessage: ZbctlCommand = {
  path: ['publish', 'message'],
  usage: '<messageName>',
  summary: 'Publish a message by its name and correlation key',
  flags: [
    { name: 'correlationKey', type: 'string', description: 'Correlation key of the message' },
    { name: 'messageId', type: 'string', description: 'Unique id of the message' },
    {
      name: 'ttl',
      type: 'duration',
      default: DEFAULT_TIME_TO_LIVE_MS,
      description: 'How long the message can be correlated, such as 300ms, 50s or 1m',
    },
    VARIABLES_OR_FILE_FLAG,
  ],
  required: ['correlationKey'],
  prepare: (args) => {
    const name = single(args);
    return async ({ client, flags }) => {
      const variables = await variablesOrFileOf(flags);
      printJson(
        await client.publishMessage({
          name,
          correlationKey: flags.text('correlationKey'),
          messageId: flags.text('messageId'),
          timeToLive: flags.number('ttl'),
          variables,
        }),
      );
    };
  },
};
