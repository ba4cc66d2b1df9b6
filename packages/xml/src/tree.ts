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
  private characters = '';

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
    parent?.children.push(this);
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
    const declaration = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
    for (const attribute of this.attributes) {
      if (attribute.name === declaration && attribute.namespace === XMLNS_NAMESPACE) {
        return attribute.value === '' ? undefined : attribute.value;
      }
    }
    return this.parent?.lookupNamespace(prefix);
  }
}
