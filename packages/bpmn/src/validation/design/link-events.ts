// A link jumps from a throw event to the catch event of the same name in the same scope.
import type { XmlElement } from '@grevy/xml';
import { childrenOf, descendantsOf, eventDefinitionsOf, isBpmn } from '../../document/bpmn-document.js';
import { duplicatesOf } from '../duplicates.js';

/** Catch events of nested sub-processes count too. */
export function* duplicateLinkNames(scope: XmlElement): Generator<string> {
  const events = [...descendantsOf(scope)].filter((element) => isBpmn(element, 'intermediateCatchEvent'));
  for (const name of duplicatesOf(events.flatMap(linkNamesOf))) {
    yield `Multiple intermediate catch link event definitions with the same name '${name}' are not allowed.`;
  }
}

export function* unmatchedLinks(scope: XmlElement): Generator<string> {
  const caught = new Set(childrenOf(scope, 'intermediateCatchEvent').flatMap(linkNamesOf));
  for (const name of childrenOf(scope, 'intermediateThrowEvent').flatMap(linkNamesOf)) {
    if (!caught.has(name)) {
      yield `Can't find an catch link event for the throw link event with the name '${name}'.`;
    }
  }
}

/** A missing or empty name is a violation of its own. */
function linkNamesOf(event: XmlElement): readonly string[] {
  return eventDefinitionsOf(event)
    .filter((definition) => isBpmn(definition, 'linkEventDefinition'))
    .map((definition) => definition.attribute('name') ?? '')
    .filter((name) => name !== '');
}
