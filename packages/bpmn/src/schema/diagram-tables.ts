// Diagram interchange of BPMN 2.0 (ISO/IEC 19510, clause 12; Diagram Definition 1.0): it has no meaning for
// execution, but a file with a wrong diagram is refused.
// Notation: @grevy/xml, schema/schema.ts.
import type { NamespaceTable } from '@grevy/xml';

export const BPMN_DI_TABLE: NamespaceTable = {
  namespace: 'http://www.omg.org/spec/BPMN/20100524/DI',
  elements: {
    BPMNDiagram: 'BPMNDiagram',
    BPMNPlane: 'BPMNPlane',
    BPMNLabelStyle: 'BPMNLabelStyle',
    BPMNLabel: 'BPMNLabel',
  },
  substitutions: {
    'di:DiagramElement': {
      BPMNShape: 'BPMNShape',
      BPMNEdge: 'BPMNEdge',
    },
  },
  types: {
    BPMNDiagram: { base: 'di:Diagram', content: 'BPMNPlane, BPMNLabelStyle*' },
    BPMNPlane: { base: 'di:Plane', attributes: 'bpmnElement:QName' },
    BPMNEdge: {
      base: 'di:LabeledEdge',
      attributes:
        'bpmnElement:QName sourceElement:QName targetElement:QName messageVisibleKind:MessageVisibleKind',
      content: 'BPMNLabel?',
    },
    BPMNShape: {
      base: 'di:LabeledShape',
      attributes:
        'bpmnElement:QName isHorizontal:boolean isExpanded:boolean isMarkerVisible:boolean isMessageVisible:boolean participantBandKind:ParticipantBandKind choreographyActivityShape:QName',
      content: 'BPMNLabel?',
    },
    BPMNLabel: { base: 'di:Label', attributes: 'labelStyle:QName' },
    BPMNLabelStyle: { base: 'di:Style', content: 'dc:Font' },
  },
  enumerations: {
    ParticipantBandKind: [
      'top_initiating',
      'middle_initiating',
      'bottom_initiating',
      'top_non_initiating',
      'middle_non_initiating',
      'bottom_non_initiating',
    ],
    MessageVisibleKind: ['initiating', 'non_initiating'],
  },
};

export const DI_TABLE: NamespaceTable = {
  namespace: 'http://www.omg.org/spec/DD/20100524/DI',
  elements: {
    DiagramElement: 'DiagramElement',
    Diagram: 'Diagram',
    Style: 'Style',
    Node: 'Node',
    Edge: 'Edge',
    Shape: 'Shape',
    Plane: 'Plane',
    LabeledEdge: 'LabeledEdge',
    Label: 'Label',
    LabeledShape: 'LabeledShape',
  },
  types: {
    DiagramElement: {
      abstract: true,
      attributes: 'id:ID',
      anyAttribute: true,
      content: 'extension=extension?',
    },
    extension: { content: '##other/strict*' },
    Diagram: { abstract: true, attributes: 'name:string documentation:string resolution:double id:ID' },
    Node: { base: 'DiagramElement', abstract: true },
    Edge: { base: 'DiagramElement', abstract: true, content: 'waypoint=dc:Point, waypoint=dc:Point+' },
    LabeledEdge: { base: 'Edge', abstract: true },
    Shape: { base: 'Node', abstract: true, content: 'dc:Bounds' },
    LabeledShape: { base: 'Shape', abstract: true },
    Label: { base: 'Node', abstract: true, content: 'dc:Bounds?' },
    Plane: { base: 'Node', abstract: true, content: 'DiagramElement*' },
    Style: { abstract: true, attributes: 'id:ID' },
  },
};

export const DC_TABLE: NamespaceTable = {
  namespace: 'http://www.omg.org/spec/DD/20100524/DC',
  elements: {
    Font: 'Font',
    Point: 'Point',
    Bounds: 'Bounds',
  },
  types: {
    Font: {
      attributes:
        'name:string size:double isBold:boolean isItalic:boolean isUnderline:boolean isStrikeThrough:boolean',
    },
    Point: { attributes: 'x:double! y:double!' },
    Bounds: { attributes: 'x:double! y:double! width:double! height:double!' },
  },
};
