// The vocabulary of the schema tables: what an element may carry and contain.
//
// It covers the part of XML Schema that the DMN schemas use: sequences of particles, a choice of
// alternatives, wildcards for foreign attributes and elements, and a few simple types.

/** Simple types of attributes and of elements that hold text only; a list is an enumeration. */
export type SimpleType =
  'string' | 'id' | 'idref' | 'qname' | 'boolean' | 'double' | 'byte' | readonly string[];

export interface AttributeRule {
  readonly type: SimpleType;
  readonly required: boolean;
}

/** Elements by qualified name (`decision`, `dmndi:DMNShape`) with the name of their type. */
export type ElementNames = Readonly<Record<string, string>>;

export interface ElementParticle {
  readonly kind: 'element';
  readonly names: ElementNames;
  readonly minimum: 0 | 1;
  readonly maximum: 1 | 'unbounded';
}

/** One of several sequences; none of them when `optional`. */
export interface ChoiceParticle {
  readonly kind: 'choice';
  readonly alternatives: readonly (readonly ElementParticle[])[];
  readonly optional: boolean;
}

export type Particle = ElementParticle | ChoiceParticle;

export type ElementContent =
  | { readonly kind: 'elements'; readonly particles: readonly Particle[] }
  | { readonly kind: 'text'; readonly type: SimpleType }
  | { readonly kind: 'foreign elements' };

export interface ElementType {
  readonly attributes: Readonly<Record<string, AttributeRule>>;
  /** Whether attributes of other namespaces are allowed. */
  readonly foreignAttributes: boolean;
  readonly content: ElementContent;
}

export type ElementTypes = Readonly<Record<string, ElementType>>;

export function required(type: SimpleType): AttributeRule {
  return { type, required: true };
}

export function optional(type: SimpleType): AttributeRule {
  return { type, required: false };
}

export function one(names: ElementNames): ElementParticle {
  return { kind: 'element', names, minimum: 1, maximum: 1 };
}

export function atMostOne(names: ElementNames): ElementParticle {
  return { kind: 'element', names, minimum: 0, maximum: 1 };
}

export function any(names: ElementNames): ElementParticle {
  return { kind: 'element', names, minimum: 0, maximum: 'unbounded' };
}

export function atLeastOne(names: ElementNames): ElementParticle {
  return { kind: 'element', names, minimum: 1, maximum: 'unbounded' };
}

export function choice(...alternatives: readonly (readonly ElementParticle[])[]): ChoiceParticle {
  return { kind: 'choice', alternatives, optional: false };
}

export function optionalChoice(...alternatives: readonly (readonly ElementParticle[])[]): ChoiceParticle {
  return { kind: 'choice', alternatives, optional: true };
}

export function text(type: SimpleType): ElementType {
  return { attributes: {}, foreignAttributes: false, content: { kind: 'text', type } };
}

/** A type that adds attributes and further content to another one, as schema extensions do. */
export function extend(
  base: ElementType,
  attributes: Readonly<Record<string, AttributeRule>>,
  particles: readonly Particle[] = [],
): ElementType {
  const inherited = base.content.kind === 'elements' ? base.content.particles : [];
  return {
    attributes: { ...base.attributes, ...attributes },
    foreignAttributes: base.foreignAttributes,
    content: { kind: 'elements', particles: [...inherited, ...particles] },
  };
}

export function plain(
  attributes: Readonly<Record<string, AttributeRule>>,
  particles: readonly Particle[] = [],
): ElementType {
  return { attributes, foreignAttributes: false, content: { kind: 'elements', particles } };
}
