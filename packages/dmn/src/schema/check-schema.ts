// Whether a document is valid against the schema of its DMN version.
//
// Invariants:
//  1. The first violation in document order ends the check.
//  2. Work is linear in the size of the document: content models need no backtracking.
import { XMLNS_NAMESPACE, XSI_NAMESPACE, type XmlElement } from '@grevy/xml';
import { diagramTypes } from './diagram-types.js';
import type { ChoiceParticle, ElementParticle, ElementType, ElementTypes, Particle } from './element-type.js';
import { modelTypes } from './model-types.js';
import type { DmnNamespaces, DmnVersion } from './namespaces.js';
import { collapse, conforms } from './simple-types.js';

export interface SchemaViolation {
  readonly line: number;
  /** The element at fault and what is wrong with it. */
  readonly message: string;
}

const typesByVersion = new Map<DmnVersion, ElementTypes>();

/** Checks a `definitions` element and all below it. */
export function checkSchema(definitions: XmlElement, namespaces: DmnNamespaces): SchemaViolation | undefined {
  return new SchemaCheck(namespaces).document(definitions);
}

function typesOf(version: DmnVersion): ElementTypes {
  let types = typesByVersion.get(version);
  if (types === undefined) {
    types = { ...modelTypes(version), ...(version === '1.1' ? {} : diagramTypes(version)) };
    typesByVersion.set(version, types);
  }
  return types;
}

class SchemaCheck {
  private readonly types: ElementTypes;
  private readonly ids = new Set<string>();
  private readonly references: { readonly from: XmlElement; readonly id: string }[] = [];
  private readonly prefixes: ReadonlyMap<string, string>;

  constructor(namespaces: DmnNamespaces) {
    this.types = typesOf(namespaces.version);
    this.prefixes = new Map([
      [namespaces.model, ''],
      ...Object.entries(namespaces.diagram ?? {}).map(([prefix, uri]): [string, string] => [
        uri,
        `${prefix}:`,
      ]),
    ]);
  }

  document(definitions: XmlElement): SchemaViolation | undefined {
    return this.element(definitions, 'definitions') ?? this.unknownReference();
  }

  private element(element: XmlElement, typeName: string): SchemaViolation | undefined {
    const type = this.types[typeName];
    if (type === undefined) return violation(element, 'is not declared');
    return this.attributes(element, type) ?? this.content(element, type);
  }

  private attributes(element: XmlElement, type: ElementType): SchemaViolation | undefined {
    const missing = new Set(Object.keys(type.attributes).filter((name) => type.attributes[name]?.required));
    for (const { name, localName, namespace, value } of element.attributes) {
      if (namespace === XMLNS_NAMESPACE || namespace === XSI_NAMESPACE) continue;
      if (namespace !== '') {
        if (type.foreignAttributes && namespace !== element.namespace) continue;
        return violation(element, `must not have the attribute "${name}"`);
      }
      const rule = Object.hasOwn(type.attributes, localName) ? type.attributes[localName] : undefined;
      if (rule === undefined) return violation(element, `must not have the attribute "${name}"`);
      if (!conforms(value, rule.type, element)) {
        return violation(element, `has an invalid value for the attribute "${name}": "${value}"`);
      }
      if (rule.type === 'id' && !this.claim(collapse(value))) {
        return violation(element, `has the id "${value}", which another element has, too`);
      }
      if (rule.type === 'idref') this.references.push({ from: element, id: collapse(value) });
      missing.delete(localName);
    }
    for (const name of missing) return violation(element, `must have the attribute "${name}"`);
    return undefined;
  }

  /** False when another element has the id. */
  private claim(id: string): boolean {
    if (this.ids.has(id)) return false;
    this.ids.add(id);
    return true;
  }

  private unknownReference(): SchemaViolation | undefined {
    const unknown = this.references.find(({ id }) => !this.ids.has(id));
    return unknown && violation(unknown.from, `refers to the id "${unknown.id}", which no element has`);
  }

  private content(element: XmlElement, type: ElementType): SchemaViolation | undefined {
    switch (type.content.kind) {
      case 'text':
        if (element.children.length > 0) return violation(element, 'must hold text only');
        return conforms(element.text(), type.content.type, element)
          ? undefined
          : violation(element, `has an invalid value: "${element.text()}"`);
      case 'foreign elements':
        return this.foreignElements(element);
      case 'elements':
        return this.childElements(element, type.content.particles);
    }
  }

  private foreignElements(element: XmlElement): SchemaViolation | undefined {
    for (const child of element.children) {
      if (child.namespace === '' || child.namespace === element.namespace) {
        return violation(child, `must not be in "${element.name}"`);
      }
    }
    return noText(element);
  }

  private childElements(element: XmlElement, particles: readonly Particle[]): SchemaViolation | undefined {
    let position = 0;
    for (const particle of alternativesTaken(particles, (names) =>
      this.typeOfChild(element, position, names),
    )) {
      let count = 0;
      while (particle.maximum === 'unbounded' || count < particle.maximum) {
        const typeName = this.typeOfChild(element, position, particle.names);
        const child = element.children[position];
        if (typeName === undefined || child === undefined) break;
        const found = this.element(child, typeName);
        if (found !== undefined) return found;
        position++;
        count++;
      }
      if (count < particle.minimum) {
        return violation(element, `must have "${Object.keys(particle.names).join('" or "')}" at this place`);
      }
    }
    const extra = element.children[position];
    if (extra !== undefined) return violation(extra, `must not be in "${element.name}" at this place`);
    return noText(element);
  }

  /** The type of the child at a position if it is one of the named elements. */
  private typeOfChild(
    element: XmlElement,
    position: number,
    names: ElementParticle['names'],
  ): string | undefined {
    const child = element.children[position];
    if (child === undefined) return undefined;
    const prefix = this.prefixes.get(child.namespace);
    if (prefix === undefined) return undefined;
    const name = prefix + child.localName;
    return Object.hasOwn(names, name) ? names[name] : undefined;
  }
}

/**
 * The particles in order, of each choice those of the alternative that the next child starts. The next child
 * is only known when the particles before are consumed, hence a generator.
 */
function* alternativesTaken(
  particles: readonly Particle[],
  typeOfNext: (names: ElementParticle['names']) => string | undefined,
): Generator<ElementParticle> {
  for (const particle of particles) {
    if (particle.kind === 'element') yield particle;
    else yield* alternativeTaken(particle, typeOfNext);
  }
}

function alternativeTaken(
  choice: ChoiceParticle,
  typeOfNext: (names: ElementParticle['names']) => string | undefined,
): readonly ElementParticle[] {
  const taken = choice.alternatives.find(
    ([first]) => first !== undefined && typeOfNext(first.names) !== undefined,
  );
  if (taken !== undefined) return taken;
  if (choice.optional) return [];
  const names = Object.assign({}, ...choice.alternatives.map(([first]) => first?.names));
  return [{ kind: 'element', names, minimum: 1, maximum: 1 }];
}

function noText(element: XmlElement): SchemaViolation | undefined {
  return /[^\t\n\r ]/.test(element.text()) ? violation(element, 'must not hold text') : undefined;
}

function violation(element: XmlElement, what: string): SchemaViolation {
  const id = element.attribute('id');
  const subject = id === undefined ? `"${element.name}"` : `"${element.name}" (id "${id}")`;
  return { line: element.line, message: `element ${subject} ${what}` };
}
