// What is said about children that a content model does not allow, or that are missing.
import type { XmlElement } from '../document.js';
import type { ContentModel, ContentState, Leaf } from './content-model.js';

export interface SchemaViolation {
  readonly line: number;
  readonly message: string;
}

export function unexpectedChild(
  child: XmlElement,
  content: ContentModel,
  state: ContentState,
): SchemaViolation {
  const found = child.namespace === '' ? child.name : `{"${child.namespace}":${child.localName}}`;
  return { line: child.line, message: unexpectedMessage(child.name, found, content, state) };
}

function unexpectedMessage(name: string, found: string, content: ContentModel, state: ContentState): string {
  if (state.allowed.length === 0) {
    return `cvc-complex-type.2.4.d: Invalid content was found starting with element '${name}'. No child element is expected at this point.`;
  }
  const repeated = missingRepetition(content, state);
  if (repeated !== undefined) {
    return `cvc-complex-type.2.4.g: Invalid content was found starting with element '${name}'. '${repeated}' is expected to occur a minimum of '2' times in the current sequence. One more instance is required to satisfy this constraint.`;
  }
  return `cvc-complex-type.2.4.a: Invalid content was found starting with element '${found}'. One of '${describe(content, state)}' is expected.`;
}

export function incompleteContent(
  element: XmlElement,
  content: ContentModel,
  state: ContentState,
): SchemaViolation {
  const start = `The content of element '${element.name}' is not complete.`;
  const repeated = missingRepetition(content, state);
  const message =
    repeated === undefined
      ? `cvc-complex-type.2.4.b: ${start} One of '${describe(content, state)}' is expected.`
      : `cvc-complex-type.2.4.i: ${start} '${repeated}' is expected to occur a minimum of '2' times. One more instance is required to satisfy this constraint.`;
  return { line: element.endLine, message };
}

export function unexpectedText({ name, endLine }: XmlElement, content: ContentModel): SchemaViolation {
  const message = content.isEmpty
    ? `cvc-complex-type.2.1: Element '${name}' must have no character or element information item [children], because the type's content type is empty.`
    : `cvc-complex-type.2.3: Element '${name}' cannot have character [children], because the type's content type is element-only.`;
  return { line: endLine, message };
}

/** The element that has to occur twice and occurred once (`a, a+` in the content model). */
function missingRepetition(
  content: ContentModel,
  { allowed, complete, previous }: ContentState,
): string | undefined {
  if (complete || previous === undefined || allowed.length !== 1) return undefined;
  const next = describeLeaf(content.leaves[allowed[0] ?? 0]);
  return next === describeLeaf(content.leaves[previous]) ? next : undefined;
}

function describe(content: ContentModel, { allowed }: ContentState): string {
  const names = allowed.map((index) => describeLeaf(content.leaves[index]));
  return `{${[...new Set(names)].join(', ')}}`;
}

function describeLeaf(leaf: Leaf | undefined): string {
  if (leaf === undefined) return '';
  if (leaf.kind === 'wildcard') {
    return leaf.excludedNamespace === undefined ? 'WC[##any]' : `WC[##other:"${leaf.excludedNamespace}"]`;
  }
  const end = leaf.expandedName.indexOf('}');
  return `"${leaf.expandedName.slice(1, end)}":${leaf.expandedName.slice(end + 1)}`;
}
