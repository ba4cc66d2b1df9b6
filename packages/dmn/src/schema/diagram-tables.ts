// Diagram interchange of DMN (DMN standards, clause 13): it has no meaning for an evaluation, but a file with a
// wrong diagram is refused. DMN 1.1 has none.
// Notation: @grevy/xml, schema/schema.ts.
import type { NamespaceTable } from '@grevy/xml';
import type { DiagramNamespaces, DmnVersion } from './namespaces.js';

/** The tables of a version by the prefixes that they use. */
export function diagramTables(
  version: DmnVersion,
  namespaces: DiagramNamespaces,
): Readonly<Record<'dmndi' | 'di' | 'dc', NamespaceTable>> {
  return {
    dmndi: dmndiTable(version, namespaces.dmndi),
    di: diTable(namespaces.di),
    dc: dcTable(namespaces.dc),
  };
}

function dmndiTable(version: DmnVersion, namespace: string): NamespaceTable {
  return {
    namespace,
    elements: { DMNDI: 'DMNDI', DMNDiagram: 'DMNDiagram' },
    substitutions: {
      DMNDiagramElement: { DMNShape: 'DMNShape', DMNEdge: 'DMNEdge' },
      'di:Style': { DMNStyle: 'DMNStyle' },
    },
    types: {
      DMNDI: { content: 'DMNDiagram*, DMNStyle*' },
      DMNDiagram: {
        base: 'di:Diagram',
        attributes: version >= '1.5' ? 'useAlternativeInputDataShape:boolean' : '',
        content: 'Size=dc:Dimension?, DMNDiagramElement*',
      },
      DMNShape: {
        base: 'di:Shape',
        attributes: 'dmnElementRef:QName! isListedInputData:boolean isCollapsed:boolean',
        content: 'DMNLabel=DMNLabel?, DMNDecisionServiceDividerLine=DMNDecisionServiceDividerLine?',
      },
      DMNEdge: {
        base: 'di:Edge',
        attributes: `dmnElementRef:QName! ${version >= '1.3' ? 'sourceElement:QName targetElement:QName' : ''}`,
        content: 'DMNLabel=DMNLabel?',
      },
      DMNDecisionServiceDividerLine: { base: 'di:Edge' },
      DMNLabel: { base: 'di:Shape', content: 'Text=string?' },
      DMNStyle: {
        base: 'di:Style',
        attributes:
          'fontFamily:string fontSize:double fontItalic:boolean fontBold:boolean fontUnderline:boolean fontStrikeThrough:boolean labelHorizontalAlignement:AlignmentKind labelVerticalAlignment:AlignmentKind',
        content: 'FillColor=dc:Color?, StrokeColor=dc:Color?, FontColor=dc:Color?',
      },
    },
    enumerations: { AlignmentKind: ['start', 'end', 'center'] },
  };
}

function diTable(namespace: string): NamespaceTable {
  return {
    namespace,
    elements: { Style: 'Style' },
    types: {
      DiagramElement: {
        abstract: true,
        attributes: 'id:ID sharedStyle:IDREF',
        anyAttribute: true,
        content: 'extension=extension?, Style?',
      },
      extension: { content: '##other*' },
      Diagram: {
        base: 'DiagramElement',
        abstract: true,
        attributes: 'name:string documentation:string resolution:double',
      },
      Shape: { base: 'DiagramElement', abstract: true, content: 'dc:Bounds?' },
      Edge: { base: 'DiagramElement', abstract: true, content: 'waypoint=dc:Point*' },
      Style: {
        abstract: true,
        attributes: 'id:ID',
        anyAttribute: true,
        content: 'extension=extension?',
      },
    },
  };
}

function dcTable(namespace: string): NamespaceTable {
  return {
    namespace,
    elements: { Color: 'Color', Point: 'Point', Bounds: 'Bounds', Dimension: 'Dimension' },
    types: {
      Color: { attributes: 'red:unsignedByte! green:unsignedByte! blue:unsignedByte!' },
      Point: { attributes: 'x:double! y:double!' },
      Bounds: { attributes: 'x:double! y:double! width:double! height:double!' },
      Dimension: { attributes: 'width:double! height:double!' },
    },
  };
}
