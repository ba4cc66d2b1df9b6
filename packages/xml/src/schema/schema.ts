// A schema: what XML Schema calls element declarations and type definitions, written as compact tables.
//
// Notation:
//  - attributes: `name:type`, separated by blanks; `!` behind it: required. `'id:ID name:string sourceRef:IDREF!'`
//  - content: a DTD-like content model, see content-model.ts. `'documentation*, extensionElements?'`
//  - names of other tables have the prefix of that table: `'bpmndi:BPMNDiagram*'`
//  - simple types: see simple-types.ts, and the table's own `enumerations` and `uriOrNames`
import { compileContent, type ContentModel } from './content-model.js';
import { isSimpleTypeName, type SimpleType } from './simple-types.js';

/** The tables of one namespace. */
export interface NamespaceTable {
  readonly namespace: string;
  /** Global elements and the names of their types. */
  readonly elements: Readonly<Record<string, string>>;
  /** Substitution groups: head → members, which are global elements too. */
  readonly substitutions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly types: Readonly<Record<string, TypeEntry>>;
  readonly enumerations?: Readonly<Record<string, readonly string[]>>;
  /** Unions of anyURI and names. */
  readonly uriOrNames?: Readonly<Record<string, readonly string[]>>;
}

export interface TypeEntry {
  readonly base?: string;
  readonly abstract?: boolean;
  readonly mixed?: boolean;
  readonly attributes?: string;
  /** Attributes of other namespaces are allowed. */
  readonly anyAttribute?: boolean;
  readonly content?: string;
}

export interface Schema {
  /** By expanded name. */
  readonly elements: ReadonlyMap<string, ElementDeclaration>;
  readonly types: ReadonlyMap<string, TypeDefinition>;
}

export interface ElementDeclaration {
  readonly name: string;
  readonly namespace: string;
  readonly typeName: string;
  /** Expanded name of the head of its substitution group. */
  readonly head: string | undefined;
}

export type TypeDefinition =
  ComplexType | { readonly kind: 'simple'; readonly name: string; readonly type: SimpleType };

export interface ComplexType {
  readonly kind: 'complex';
  readonly name: string;
  readonly namespace: string;
  readonly base: string | undefined;
  readonly isAbstract: boolean;
  readonly isMixed: boolean;
  readonly attributes: ReadonlyMap<string, AttributeUse>;
  readonly anyAttribute: boolean;
  readonly content: ContentModel;
}

export interface AttributeUse {
  readonly name: string;
  readonly type: SimpleType;
  readonly required: boolean;
}

export function expandedName(namespace: string, localName: string): string {
  return `{${namespace}}${localName}`;
}

/** Makes a schema of the tables, which are given by the prefix that the other tables use. */
export function defineSchema(tables: Readonly<Record<string, NamespaceTable>>): Schema {
  const elements = new Map<string, ElementDeclaration>();
  const types = new Map<string, TypeDefinition>();
  for (const table of Object.values(tables)) {
    const resolver = new NameResolver(table, tables);
    addElements(elements, table, resolver);
    for (const name of Object.keys(table.types)) addComplexType(types, name, table, resolver, tables);
  }
  return { elements, types };
}

function addElements(
  elements: Map<string, ElementDeclaration>,
  table: NamespaceTable,
  resolver: NameResolver,
): void {
  const add = (name: string, type: string, head: string | undefined): void => {
    const { namespace } = table;
    elements.set(expandedName(namespace, name), { name, namespace, typeName: resolver.expand(type), head });
  };
  for (const [name, type] of Object.entries(table.elements)) add(name, type, undefined);
  for (const [head, members] of Object.entries(table.substitutions ?? {})) {
    for (const [name, type] of Object.entries(members)) add(name, type, resolver.expand(head));
  }
}

/** Resolves names of a table to expanded names and simple types. */
class NameResolver {
  constructor(
    private readonly table: NamespaceTable,
    private readonly tables: Readonly<Record<string, NamespaceTable>>,
  ) {}

  expand(name: string): string {
    const colon = name.indexOf(':');
    if (colon < 0) return expandedName(this.table.namespace, name);
    const table = this.tables[name.slice(0, colon)];
    if (table === undefined) throw new Error(`No table has the prefix of '${name}'.`);
    return expandedName(table.namespace, name.slice(colon + 1));
  }

  simpleType(name: string): SimpleType | undefined {
    const values = this.table.enumerations?.[name];
    if (values !== undefined) return { kind: 'enumeration', name, values };
    const names = this.table.uriOrNames?.[name];
    if (names !== undefined) return { kind: 'uri-or-name', name, names };
    return isSimpleTypeName(name) ? { kind: 'built-in', name } : undefined;
  }
}

interface FlatType {
  readonly attributes: readonly AttributeUse[];
  readonly anyAttribute: boolean;
  readonly content: readonly { readonly text: string; readonly resolver: NameResolver }[];
  readonly isMixed: boolean;
}

/** A type with what it inherits: attributes and content of the base come first. */
function flatten(
  name: string,
  resolver: NameResolver,
  tables: Readonly<Record<string, NamespaceTable>>,
): FlatType {
  const expanded = resolver.expand(name);
  const owner = Object.values(tables).find((table) => expanded.startsWith(`{${table.namespace}}`));
  const entry = owner?.types[expanded.slice(expanded.indexOf('}') + 1)];
  if (owner === undefined || entry === undefined) throw new Error(`Unknown type '${name}'.`);
  const own = new NameResolver(owner, tables);
  const base = entry.base === undefined ? undefined : flatten(entry.base, own, tables);
  return {
    attributes: [...(base?.attributes ?? []), ...parseAttributes(entry.attributes ?? '', own)],
    anyAttribute: entry.anyAttribute ?? base?.anyAttribute ?? false,
    content: [
      ...(base?.content ?? []),
      ...(entry.content === undefined ? [] : [{ text: entry.content, resolver: own }]),
    ],
    isMixed: entry.mixed ?? base?.isMixed ?? false,
  };
}

function parseAttributes(text: string, resolver: NameResolver): AttributeUse[] {
  return text
    .split(' ')
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', typeName = ''] = part.replace('!', '').split(':');
      const type = resolver.simpleType(typeName);
      if (type === undefined) throw new Error(`Unknown simple type in '${part}'.`);
      return { name, type, required: part.endsWith('!') };
    });
}

function addComplexType(
  types: Map<string, TypeDefinition>,
  name: string,
  table: NamespaceTable,
  resolver: NameResolver,
  tables: Readonly<Record<string, NamespaceTable>>,
): void {
  const entry = table.types[name];
  const flat = flatten(name, resolver, tables);
  const content = compileContent(
    flat.content.map((part) => ({
      text: part.text,
      resolve: (element) => ({ expanded: part.resolver.expand(element), namespace: table.namespace }),
      resolveType: (type) => part.resolver.simpleType(type) ?? part.resolver.expand(type),
    })),
  );
  types.set(expandedName(table.namespace, name), {
    kind: 'complex',
    name,
    namespace: table.namespace,
    base: entry?.base === undefined ? undefined : resolver.expand(entry.base),
    isAbstract: entry?.abstract ?? false,
    isMixed: flat.isMixed,
    attributes: new Map(flat.attributes.map((attribute) => [attribute.name, attribute])),
    anyAttribute: flat.anyAttribute,
    content,
  });
}
