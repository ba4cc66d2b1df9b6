// Validates a document against a schema and reports the first violation, in the order and the words of Xerces:
// an element is checked against its parent's content model, then its type, its attributes, its children, its end.
import {
  XMLNS_NAMESPACE,
  XSI_NAMESPACE,
  type XmlAttribute,
  type XmlDocument,
  type XmlElement,
} from '../document.js';
import {
  incompleteContent,
  unexpectedChild,
  unexpectedText,
  type SchemaViolation,
} from './content-violations.js';
import { startOf, stateAfter, type Leaf } from './content-model.js';
import { firstInHashOrder } from './reference-order.js';
import {
  expandedName,
  type AttributeUse,
  type ComplexType,
  type ElementDeclaration,
  type Schema,
  type TypeDefinition,
} from './schema.js';
import { checkValue, collapsed, normalize, type SimpleType } from './simple-types.js';

/**
 * The first violation, or undefined if the document is valid. Of the rest of a document that is not well-formed,
 * what was read is checked.
 */
export function validate(document: XmlDocument, schema: Schema): SchemaViolation | undefined {
  const { root } = document;
  const declaration = schema.elements.get(expandedName(root.namespace, root.localName));
  if (declaration === undefined && root.attribute('type', XSI_NAMESPACE) === undefined) {
    return {
      line: root.line,
      message: `cvc-elt.1.a: Cannot find the declaration of element '${root.name}'.`,
    };
  }
  const validator = new Validator(schema);
  const type = declaration === undefined ? ANY_TYPE : schema.types.get(declaration.typeName);
  const violation = validator.element(root, type ?? ANY_TYPE);
  if (violation !== undefined || !root.isClosed) return violation;
  return validator.unboundReference(root.endLine);
}

const XSD_NAMESPACE = 'http://www.w3.org/2001/XMLSchema';

/** The type of elements that the schema does not know: any content, known elements in it are checked. */
const ANY_TYPE = { kind: 'any' } as const;

type EffectiveType = TypeDefinition | typeof ANY_TYPE;

class Validator {
  private readonly ids = new Set<string>();
  private readonly references = new Set<string>();

  constructor(private readonly schema: Schema) {}

  element(element: XmlElement, declaredType: EffectiveType): SchemaViolation | undefined {
    const type = this.effectiveType(element, declaredType);
    if ('message' in type) return type;
    const nil = declaredType.kind === 'any' ? undefined : prohibitedNil(element);
    if (nil !== undefined) return nil;
    switch (type.kind) {
      case 'any':
        return this.anyChildren(element);
      case 'simple':
        return this.simpleElement(element, type.type);
      case 'complex':
        return this.complexElement(element, type);
    }
  }

  /** An IDREF that names nothing; known only when the document has been read. */
  unboundReference(line: number): SchemaViolation | undefined {
    const reference = firstInHashOrder([...this.references].filter((name) => !this.ids.has(name)));
    if (reference === undefined) return undefined;
    return { line, message: `cvc-id.1: There is no ID/IDREF binding for IDREF '${reference}'.` };
  }

  /** The declared type, or the one that `xsi:type` chooses. */
  private effectiveType(element: XmlElement, declared: EffectiveType): EffectiveType | SchemaViolation {
    const written = element.attribute('type', XSI_NAMESPACE);
    if (written === undefined) return abstractType(element, declared) ?? declared;
    const name = normalize({ kind: 'built-in', name: 'QName' }, written);
    const wrongName = checkValue({ kind: 'built-in', name: 'QName' }, name, element);
    if (wrongName !== undefined) return { line: element.line, message: wrongName };
    const colon = name.indexOf(':');
    const namespace = element.lookupNamespace(colon < 0 ? '' : name.slice(0, colon)) ?? '';
    const type = this.schema.types.get(expandedName(namespace, name.slice(colon + 1)));
    if (type === undefined && namespace !== XSD_NAMESPACE) {
      return {
        line: element.line,
        message: `cvc-elt.4.2: Cannot resolve '${name}' to a type definition for element '${element.name}'.`,
      };
    }
    if (type === undefined || !this.isDerived(type, declared)) {
      const expected = declared.kind === 'any' ? 'anyType' : declared.name;
      return {
        line: element.line,
        message: `cvc-elt.4.3: Type '${name}' is not validly derived from the type definition, '${expected}', of element '${element.name}'.`,
      };
    }
    return abstractType(element, type) ?? type;
  }

  private isDerived(type: TypeDefinition, ancestor: EffectiveType): boolean {
    if (ancestor.kind === 'any') return true;
    for (let current: TypeDefinition | undefined = type; current?.kind === 'complex';) {
      if (current === ancestor) return true;
      current = current.base === undefined ? undefined : this.schema.types.get(current.base);
    }
    return false;
  }

  private anyChildren(element: XmlElement): SchemaViolation | undefined {
    for (const child of element.children) {
      const violation = this.laxElement(child);
      if (violation !== undefined) return violation;
    }
    return undefined;
  }

  /** An element that a wildcard allows is checked only if the schema knows it. */
  private laxElement(element: XmlElement): SchemaViolation | undefined {
    const declaration = this.declarationOf(element);
    const type = declaration === undefined ? ANY_TYPE : this.schema.types.get(declaration.typeName);
    return this.element(element, type ?? ANY_TYPE);
  }

  private declarationOf(element: XmlElement): ElementDeclaration | undefined {
    return this.schema.elements.get(expandedName(element.namespace, element.localName));
  }

  private simpleElement(element: XmlElement, type: SimpleType): SchemaViolation | undefined {
    const { line, endLine, name } = element;
    const attribute = element.attributes.find((candidate) => !isSchemaAttribute(candidate));
    if (attribute !== undefined) {
      return {
        line,
        message: `cvc-type.3.1.1: Element '${name}' is a simple type, so it cannot have attributes, excepting those whose namespace name is identical to 'http://www.w3.org/2001/XMLSchema-instance' and whose [local name] is one of 'type', 'nil', 'schemaLocation' or 'noNamespaceSchemaLocation'. However, the attribute, '${attribute.name}' was found.`,
      };
    }
    const inChildren = this.anyChildren(element);
    if (inChildren !== undefined || !element.isClosed) return inChildren;
    if (element.children.length > 0) {
      return {
        line: endLine,
        message: `cvc-type.3.1.2: Element '${name}' is a simple type, so it must have no element information item [children].`,
      };
    }
    return this.value(type, collapsed(type, element.text()), element, endLine);
  }

  private complexElement(element: XmlElement, type: ComplexType): SchemaViolation | undefined {
    return this.attributes(element, type) ?? this.children(element, type);
  }

  private attributes(element: XmlElement, type: ComplexType): SchemaViolation | undefined {
    const { line, name } = element;
    for (const attribute of element.attributes) {
      if (isSchemaAttribute(attribute)) continue;
      const use = attribute.namespace === '' ? type.attributes.get(attribute.localName) : undefined;
      if (use === undefined) {
        if (type.anyAttribute && attribute.namespace !== '' && attribute.namespace !== type.namespace)
          continue;
        const message = `cvc-complex-type.3.2.2: Attribute '${attribute.name}' is not allowed to appear in element '${name}'.`;
        return { line, message };
      }
      const violation = this.value(use.type, attribute.value, element, line);
      if (violation !== undefined) return violation;
    }
    for (const use of type.attributes.values()) {
      if (!isMissing(use, element)) continue;
      return {
        line,
        message: `cvc-complex-type.4: Attribute '${use.name}' must appear on element '${name}'.`,
      };
    }
    return undefined;
  }

  private value(
    type: SimpleType,
    text: string,
    element: XmlElement,
    line: number,
  ): SchemaViolation | undefined {
    const value = normalize(type, text);
    const message = checkValue(type, value, element);
    if (message !== undefined) return { line, message };
    if (type.kind !== 'built-in') return undefined;
    if (type.name === 'IDREF') this.references.add(value);
    if (type.name !== 'ID') return undefined;
    if (this.ids.has(value)) {
      return { line, message: `cvc-id.2: There are multiple occurrences of ID value '${value}'.` };
    }
    this.ids.add(value);
    return undefined;
  }

  private children(element: XmlElement, type: ComplexType): SchemaViolation | undefined {
    const { content } = type;
    let state = startOf(content);
    for (const child of element.children) {
      const index = state.allowed.find((leaf) => this.matches(child, content.leaves[leaf]));
      const leaf = index === undefined ? undefined : content.leaves[index];
      if (index === undefined || leaf === undefined) return unexpectedChild(child, content, state);
      const violation = this.child(child, leaf);
      if (violation !== undefined) return violation;
      state = stateAfter(content, index);
    }
    if (!element.isClosed) return undefined;
    // Between elements blanks are no text, but an element without content has no place for them either.
    const text = content.isEmpty ? /./s : /[^\t\n\r ]/;
    if (!type.isMixed && text.test(element.text())) return unexpectedText(element, content);
    return state.complete ? undefined : incompleteContent(element, content, state);
  }

  private matches(child: XmlElement, leaf: Leaf | undefined): boolean {
    if (leaf === undefined) return false;
    if (leaf.kind === 'wildcard') {
      return (
        leaf.excludedNamespace === undefined ||
        (child.namespace !== '' && child.namespace !== leaf.excludedNamespace)
      );
    }
    let name: string | undefined = expandedName(child.namespace, child.localName);
    if (leaf.kind === 'local') return name === leaf.expandedName;
    while (name !== undefined) {
      if (name === leaf.expandedName) return true;
      name = this.schema.elements.get(name)?.head;
    }
    return false;
  }

  private child(child: XmlElement, leaf: Leaf): SchemaViolation | undefined {
    if (leaf.kind === 'local') {
      if (typeof leaf.type !== 'string')
        return this.element(child, { kind: 'simple', name: leaf.type.name, type: leaf.type });
      return this.element(child, this.schema.types.get(leaf.type) ?? ANY_TYPE);
    }
    if (leaf.kind === 'wildcard' && leaf.strict && this.declarationOf(child) === undefined) {
      return {
        line: child.line,
        message: `cvc-complex-type.2.4.c: The matching wildcard is strict, but no declaration can be found for element '${child.name}'.`,
      };
    }
    return this.laxElement(child);
  }
}

function abstractType(element: XmlElement, type: EffectiveType): SchemaViolation | undefined {
  if (type.kind !== 'complex' || !type.isAbstract) return undefined;
  const message = `cvc-type.2: The type definition cannot be abstract for element ${element.name}.`;
  return { line: element.line, message };
}

/** No element of the schemas may be left empty with `xsi:nil`. */
function prohibitedNil(element: XmlElement): SchemaViolation | undefined {
  if (element.attribute('nil', XSI_NAMESPACE) === undefined) return undefined;
  const { name, line } = element;
  const message = `cvc-elt.3.1: Attribute '${XSI_NAMESPACE},nil' must not appear on element '${name}', because the {nillable} property of '${name}' is false.`;
  return { line, message };
}

/** Namespace declarations and the attributes of XML Schema itself may stand anywhere. */
function isSchemaAttribute({ namespace, localName }: XmlAttribute): boolean {
  if (namespace === XMLNS_NAMESPACE) return true;
  const names = ['type', 'nil', 'schemaLocation', 'noNamespaceSchemaLocation'];
  return namespace === XSI_NAMESPACE && names.includes(localName);
}

function isMissing(use: AttributeUse, element: XmlElement): boolean {
  return use.required && element.attribute(use.name) === undefined;
}
