// Access to parts of a valid DMN element by name.
import type { XmlElement } from '@grevy/xml';

/** The first child element of this name in the DMN namespace. */
export function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((candidate) => isNamed(candidate, name, element));
}

/** All child elements of this name in the DMN namespace, in document order. */
export function children(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((candidate) => isNamed(candidate, name, element));
}

function isNamed(candidate: XmlElement, name: string, parent: XmlElement): boolean {
  return candidate.localName === name && candidate.namespace === parent.namespace;
}

/** The value of an attribute; '' if there is none. */
export function attribute(element: XmlElement, name: string): string {
  return element.attribute(name) ?? '';
}

/** The text of an element without control characters and blanks at its ends. */
export function trimmedText(element: XmlElement): string {
  return element.text().replace(/^[\0-\x20]+|[\0-\x20]+$/g, '');
}
