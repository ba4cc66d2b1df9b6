// The DMN versions that are read, known by the namespace of their model elements.
//
// A file belongs to exactly one version: model elements of another namespace, even of another
// DMN version, are foreign to it.

export type DmnVersion = '1.1' | '1.2' | '1.3' | '1.4' | '1.5';

/** Namespaces of diagram interchange, by the prefix that the schema tables use for them. */
export interface DiagramNamespaces {
  readonly dmndi: string;
  readonly di: string;
  readonly dc: string;
}

/** The namespaces that a file of one version uses. */
export interface DmnNamespaces {
  readonly version: DmnVersion;
  readonly model: string;
  /** DMN 1.1 has no diagrams. */
  readonly diagram?: DiagramNamespaces;
}

const DI = 'http://www.omg.org/spec/DMN/20180521/DI/';
const DC = 'http://www.omg.org/spec/DMN/20180521/DC/';
const DMNDI_13 = 'https://www.omg.org/spec/DMN/20191111/DMNDI/';

const NAMESPACES: readonly DmnNamespaces[] = [
  { version: '1.1', model: 'http://www.omg.org/spec/DMN/20151101/dmn.xsd' },
  { version: '1.1', model: 'http://www.omg.org/spec/DMN/20151101/dmn11.xsd' },
  {
    version: '1.2',
    model: 'http://www.omg.org/spec/DMN/20180521/MODEL/',
    diagram: { dmndi: 'http://www.omg.org/spec/DMN/20180521/DMNDI/', di: DI, dc: DC },
  },
  {
    version: '1.3',
    model: 'https://www.omg.org/spec/DMN/20191111/MODEL/',
    diagram: { dmndi: DMNDI_13, di: DI, dc: DC },
  },
  {
    version: '1.4',
    model: 'https://www.omg.org/spec/DMN/20211108/MODEL/',
    diagram: { dmndi: DMNDI_13, di: DI, dc: DC },
  },
  {
    version: '1.5',
    model: 'https://www.omg.org/spec/DMN/20230324/MODEL/',
    diagram: { dmndi: 'https://www.omg.org/spec/DMN/20230324/DMNDI/', di: DI, dc: DC },
  },
];

const BY_MODEL_NAMESPACE = new Map(NAMESPACES.map((namespaces) => [namespaces.model, namespaces]));

/** The version whose model elements live in a namespace; undefined when it is none of DMN 1.1 to 1.5. */
export function namespacesOf(modelNamespace: string): DmnNamespaces | undefined {
  return BY_MODEL_NAMESPACE.get(modelNamespace);
}
