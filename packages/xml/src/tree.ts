// Builds the tree while the parser reads. The only place that changes an element.
import { XML_NAMESPACE, XMLNS_NAMESPACE, type XmlAttribute, type XmlElement } from './document.js';

export interface TagName {
  readonly name: string;
  readonly prefix: string;
  readonly localName: string;
  readonly namespace: string;
}

export class TreeElement implements XmlElement {
  readonly name: string;
  readonly prefix: string;
  readonly localName: string;
  readonly namespace: string;
  readonly children: TreeElement[] = [];
  endLine: number;
  isClosed = false;
  private characters = '';
  /** Namespaces that are declared here, by prefix. */
  private readonly declared: ReadonlyMap<string, string> | undefined;

  constructor(
    tag: TagName,
    readonly attributes: readonly XmlAttribute[],
    readonly parent: TreeElement | undefined,
    readonly line: number,
  ) {
    this.name = tag.name;
    this.prefix = tag.prefix;
    this.localName = tag.localName;
    this.namespace = tag.namespace;
    this.endLine = line;
    this.declared = declaredNamespaces(attributes);
    parent?.children.push(this);
  }

  close(line: number): void {
    this.endLine = line;
    this.isClosed = true;
  }

  /** The end tag was another element's. */
  reopen(): void {
    this.isClosed = false;
  }

  appendText(text: string): void {
    this.characters += text;
  }

  attribute(localName: string, namespace = ''): string | undefined {
    for (const attribute of this.attributes) {
      if (attribute.localName === localName && attribute.namespace === namespace) return attribute.value;
    }
    return undefined;
  }

  text(): string {
    return this.characters;
  }

  lookupNamespace(prefix: string): string | undefined {
    if (prefix === 'xml') return XML_NAMESPACE;
    if (prefix === 'xmlns') return XMLNS_NAMESPACE;
    const namespace = this.declared?.get(prefix);
    if (namespace === undefined) return this.parent?.lookupNamespace(prefix);
    return namespace === '' ? undefined : namespace;
  }
}

function declaredNamespaces(attributes: readonly XmlAttribute[]): ReadonlyMap<string, string> | undefined {
  const declarations = attributes.filter(({ namespace }) => namespace === XMLNS_NAMESPACE);
  if (declarations.length === 0) return undefined;
  return new Map(declarations.map(({ prefix, localName, value }) => [prefix === '' ? '' : localName, value]));
}
