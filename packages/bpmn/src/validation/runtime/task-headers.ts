// Headers of jobs: reserved and repeated keys.
import { isZeebe } from '../../document/bpmn-document.js';
import { RESERVED_HEADER_PREFIX } from '../../model/job-definition.js';
import { duplicatesOf } from '../duplicates.js';
import type { Rule } from '../rule.js';

export const taskHeadersRule: Rule = function* (headers) {
  const keys = headers.children
    .filter((child) => isZeebe(child, 'header'))
    .map((child) => child.attribute('key'));
  for (const key of keys) {
    if (key?.startsWith(RESERVED_HEADER_PREFIX) === true) {
      yield `Attribute 'key' contains '${key}', but header keys starting with '${RESERVED_HEADER_PREFIX}' are reserved for internal use.`;
    }
  }
  for (const key of duplicatesOf(keys)) yield `Headers contain duplicate entries for key '${key}'`;
};
