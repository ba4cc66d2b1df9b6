// The element types of diagram interchange (DMN standards, chapter 13). Diagrams mean nothing to an
// evaluation; they are checked because a file with an invalid one is not a valid DMN file.
import {
  any,
  atMostOne,
  extend,
  optional,
  plain,
  required,
  text,
  type ElementType,
  type ElementTypes,
} from './element-type.js';
import type { DmnVersion } from './namespaces.js';

const ALIGNMENTS = ['start', 'end', 'center'];

/** The types of diagram elements of a version, by qualified type name; `dmndi:DMNDI` is the root. */
export function diagramTypes(version: DmnVersion): ElementTypes {
  const since = (first: DmnVersion) => version >= first;
  const coordinate = required('double');
  const label = atMostOne({ 'dmndi:DMNLabel': 'dmndi:DMNLabel' });

  const diagramElement: ElementType = {
    attributes: { id: optional('id'), sharedStyle: optional('idref') },
    foreignAttributes: true,
    content: {
      kind: 'elements',
      particles: [
        atMostOne({ 'di:extension': 'di:extension' }),
        atMostOne({ 'di:Style': 'di:Style', 'dmndi:DMNStyle': 'dmndi:DMNStyle' }),
      ],
    },
  };
  const shape = extend(diagramElement, {}, [atMostOne({ 'dc:Bounds': 'dc:Bounds' })]);
  const edge = extend(diagramElement, {}, [any({ 'di:waypoint': 'dc:Point' })]);
  const style: ElementType = {
    attributes: { id: optional('id') },
    foreignAttributes: true,
    content: { kind: 'elements', particles: [atMostOne({ 'di:extension': 'di:extension' })] },
  };

  return {
    'dmndi:DMNDI': plain({}, [
      any({ 'dmndi:DMNDiagram': 'dmndi:DMNDiagram' }),
      any({ 'dmndi:DMNStyle': 'dmndi:DMNStyle' }),
    ]),
    'dmndi:DMNDiagram': extend(
      diagramElement,
      {
        name: optional('string'),
        documentation: optional('string'),
        resolution: optional('double'),
        ...(since('1.5') ? { useAlternativeInputDataShape: optional('boolean') } : {}),
      },
      [
        atMostOne({ 'dmndi:Size': 'dc:Dimension' }),
        any({ 'dmndi:DMNShape': 'dmndi:DMNShape', 'dmndi:DMNEdge': 'dmndi:DMNEdge' }),
      ],
    ),
    'dmndi:DMNShape': extend(
      shape,
      {
        dmnElementRef: required('qname'),
        isListedInputData: optional('boolean'),
        isCollapsed: optional('boolean'),
      },
      [label, atMostOne({ 'dmndi:DMNDecisionServiceDividerLine': 'dmndi:DMNDecisionServiceDividerLine' })],
    ),
    'dmndi:DMNEdge': extend(
      edge,
      {
        dmnElementRef: required('qname'),
        ...(since('1.3') ? { sourceElement: optional('qname'), targetElement: optional('qname') } : {}),
      },
      [label],
    ),
    'dmndi:DMNDecisionServiceDividerLine': edge,
    'dmndi:DMNLabel': extend(shape, {}, [atMostOne({ 'dmndi:Text': 'dmndi:Text' })]),
    'dmndi:Text': text('string'),
    'dmndi:DMNStyle': extend(
      style,
      {
        fontFamily: optional('string'),
        fontSize: optional('double'),
        fontItalic: optional('boolean'),
        fontBold: optional('boolean'),
        fontUnderline: optional('boolean'),
        fontStrikeThrough: optional('boolean'),
        labelHorizontalAlignement: optional(ALIGNMENTS),
        labelVerticalAlignment: optional(ALIGNMENTS),
      },
      [
        atMostOne({ 'dmndi:FillColor': 'dc:Color' }),
        atMostOne({ 'dmndi:StrokeColor': 'dc:Color' }),
        atMostOne({ 'dmndi:FontColor': 'dc:Color' }),
      ],
    ),
    'di:Style': style,
    'di:extension': { attributes: {}, foreignAttributes: false, content: { kind: 'foreign elements' } },
    'dc:Bounds': plain({ x: coordinate, y: coordinate, width: coordinate, height: coordinate }),
    'dc:Dimension': plain({ width: coordinate, height: coordinate }),
    'dc:Point': plain({ x: coordinate, y: coordinate }),
    'dc:Color': plain({ red: required('byte'), green: required('byte'), blue: required('byte') }),
  };
}
