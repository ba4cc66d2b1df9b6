// Reads the parameters of encapsulated logic and function definitions.
import type { XmlElement } from '@grevy/xml';
import type { FormalParameter } from '../logic/formal-parameter.js';
import { attribute, children } from './element-access.js';

/** Reads the `formalParameter`s of a function definition. */
export function readFormalParameters(element: XmlElement): readonly FormalParameter[] {
  return children(element, 'formalParameter').map((parameter) => ({
    name: attribute(parameter, 'name'),
    typeRef: attribute(parameter, 'typeRef'),
  }));
}
