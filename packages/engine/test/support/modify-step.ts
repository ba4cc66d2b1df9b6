// The step that modifies a process instance:
//
//   modify order +review +check@sub var:={"x":1} var:sub={"y":2} -charge -k9
//
// `+` activates an element (`@`: inside of an ancestor instance), `var:<scope>=` gives the activation before it variables,
// `-` terminates an element instance. Instances are named by key or by the newest one of an element.
import { NO_KEY, type JsonDocument, type Key } from '@grevy/protocol';
import type { EngineDriver } from './engine-driver.js';

export function modify(
  driver: EngineDriver,
  [instance = '', ...words]: readonly string[],
  instanceNamed: (name: string) => Key,
) {
  const processInstanceKey = instanceNamed(instance);
  const activateInstructions: {
    elementId: string;
    ancestorScopeKey: Key;
    ancestorScopeKeys: readonly Key[];
    variableInstructions: { elementId: string; variables: JsonDocument }[];
  }[] = [];
  const terminateInstructions: { elementInstanceKey: Key }[] = [];
  for (const word of words) {
    if (word.startsWith('+')) {
      const [elementId = '', ancestor] = word.slice(1).split('@');
      const ancestorScopeKey = ancestor === undefined ? NO_KEY : instanceNamed(ancestor);
      activateInstructions.push({
        elementId,
        ancestorScopeKey,
        ancestorScopeKeys: [],
        variableInstructions: [],
      });
    } else if (word.startsWith('-')) {
      terminateInstructions.push({ elementInstanceKey: instanceNamed(word.slice(1)) });
    } else {
      const [, elementId = '', json = ''] = /^var:([^=]*)=(.*)$/.exec(word) ?? [];
      const variables = json as JsonDocument;
      activateInstructions.at(-1)?.variableInstructions.push({ elementId, variables });
    }
  }
  return driver.send('PROCESS_INSTANCE_MODIFICATION', 'MODIFY', processInstanceKey, {
    processInstanceKey,
    activateInstructions,
    terminateInstructions,
  });
}
