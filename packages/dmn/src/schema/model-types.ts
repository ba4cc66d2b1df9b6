// The element types of the DMN model namespace, clause by clause as the DMN standards define them
// (metamodel chapters 6 to 10, and the XML schema published with each version).
//
// One table serves all versions; where a version differs, the difference stands at its element.
import {
  any,
  atLeastOne,
  atMostOne,
  choice,
  extend,
  one,
  optional,
  optionalChoice,
  plain,
  required,
  text,
  type ElementNames,
  type ElementType,
  type ElementTypes,
} from './element-type.js';
import type { DmnVersion } from './namespaces.js';

const HIT_POLICIES = ['UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'];
const AGGREGATIONS = ['SUM', 'COUNT', 'MIN', 'MAX'];
const ORIENTATIONS = ['Rule-as-Row', 'Rule-as-Column', 'CrossTable'];

/** The types of all model elements of a version, by type name; `definitions` is the root. */
export function modelTypes(version: DmnVersion): ElementTypes {
  const since = (first: DmnVersion) => version >= first;
  const typeRef = optional(since('1.2') ? 'string' : 'qname');

  const element: ElementType = {
    attributes: { id: optional('id'), label: optional('string') },
    foreignAttributes: true,
    content: {
      kind: 'elements',
      particles: [
        atMostOne({ description: 'string' }),
        atMostOne({ extensionElements: 'extensionElements' }),
      ],
    },
  };
  const named = extend(element, { name: required('string') });
  const expression = extend(element, { typeRef });
  const reference = plain({ href: required('string') });
  const identified = since('1.2') ? element : plain({});

  const expressions: ElementNames = {
    literalExpression: 'literalExpression',
    invocation: 'invocation',
    decisionTable: 'decisionTable',
    functionDefinition: 'functionDefinition',
    context: 'context',
    relation: 'relation',
    list: 'list',
    ...(since('1.4')
      ? { conditional: 'conditional', for: 'for', every: 'quantified', some: 'quantified', filter: 'filter' }
      : {}),
  };
  const drgElements: ElementNames = {
    decision: 'decision',
    inputData: 'inputData',
    businessKnowledgeModel: 'businessKnowledgeModel',
    knowledgeSource: 'knowledgeSource',
    ...(since('1.2') ? { decisionService: 'decisionService' } : {}),
  };
  const artifacts: ElementNames = {
    textAnnotation: 'textAnnotation',
    association: 'association',
    ...(since('1.3') ? { group: 'group' } : {}),
  };
  const variable = atMostOne({ variable: 'informationItem' });
  const knowledgeRequirements = any({ knowledgeRequirement: 'knowledgeRequirement' });
  const authorityRequirements = any({ authorityRequirement: 'authorityRequirement' });
  const importType = since('1.2') ? named : plain({});
  const importAttributes = {
    namespace: required('string'),
    locationURI: optional('string'),
    importType: required('string'),
  };
  const unaryTests = extend(since('1.4') ? expression : element, { expressionLanguage: optional('string') }, [
    one({ text: 'string' }),
  ]);
  const list = extend(expression, {}, [any(expressions)]);
  const childExpression = plain({ id: optional('id') }, [one(expressions)]);
  const typedChildExpression = plain({ id: optional('id'), typeRef }, [one(expressions)]);
  const iterator = extend(expression, { iteratorVariable: optional('string') }, [
    one({ in: 'typedChildExpression' }),
  ]);

  return {
    string: text('string'),
    typeReference: text(since('1.2') ? 'string' : 'qname'),
    extensionElements: { attributes: {}, foreignAttributes: false, content: { kind: 'foreign elements' } },
    reference,

    definitions: extend(
      named,
      {
        namespace: required('string'),
        expressionLanguage: optional('string'),
        typeLanguage: optional('string'),
        exporter: optional('string'),
        exporterVersion: optional('string'),
      },
      [
        any({ import: 'import' }),
        any({ itemDefinition: 'itemDefinition' }),
        any(drgElements),
        any(artifacts),
        any({ elementCollection: 'elementCollection' }),
        any({ performanceIndicator: 'performanceIndicator', organizationUnit: 'organizationUnit' }),
        ...(since('1.2') ? [atMostOne({ 'dmndi:DMNDI': 'dmndi:DMNDI' })] : []),
      ],
    ),
    import: extend(importType, importAttributes),
    elementCollection: extend(named, {}, [any({ drgElement: 'reference' })]),
    itemDefinition: extend(named, { typeLanguage: optional('string'), isCollection: optional('boolean') }, [
      optionalChoice(
        [
          one({ typeRef: 'typeReference' }),
          atMostOne({ allowedValues: 'unaryTests' }),
          ...(since('1.5') ? [atMostOne({ typeConstraint: 'unaryTests' })] : []),
        ],
        [any({ itemComponent: 'itemDefinition' })],
        ...(since('1.3') ? [[one({ functionItem: 'functionItem' })]] : []),
      ),
    ]),
    functionItem: extend(element, { outputTypeRef: optional('string') }, [
      any({ parameters: 'informationItem' }),
    ]),
    informationItem: extend(named, { typeRef }),

    decision: extend(named, {}, [
      atMostOne({ question: 'string' }),
      atMostOne({ allowedAnswers: 'string' }),
      variable,
      any({ informationRequirement: 'informationRequirement' }),
      knowledgeRequirements,
      authorityRequirements,
      any({ supportedObjective: 'reference' }),
      any({ impactedPerformanceIndicator: 'reference' }),
      any({ decisionMaker: 'reference' }),
      any({ decisionOwner: 'reference' }),
      any({ usingProcess: 'reference' }),
      any({ usingTask: 'reference' }),
      atMostOne(expressions),
    ]),
    inputData: extend(named, {}, [variable]),
    businessKnowledgeModel: extend(
      named,
      {},
      since('1.2')
        ? [
            variable,
            atMostOne({ encapsulatedLogic: 'functionDefinition' }),
            knowledgeRequirements,
            authorityRequirements,
          ]
        : [
            atMostOne({ encapsulatedLogic: 'functionDefinition' }),
            variable,
            knowledgeRequirements,
            authorityRequirements,
          ],
    ),
    knowledgeSource: extend(named, { locationURI: optional('string') }, [
      authorityRequirements,
      atMostOne({ type: 'string' }),
      atMostOne({ owner: 'reference' }),
    ]),
    decisionService: extend(named, {}, [
      variable,
      any({ outputDecision: 'reference' }),
      any({ encapsulatedDecision: 'reference' }),
      any({ inputDecision: 'reference' }),
      any({ inputData: 'reference' }),
    ]),
    informationRequirement: extend(identified, {}, [
      choice([one({ requiredDecision: 'reference' })], [one({ requiredInput: 'reference' })]),
    ]),
    knowledgeRequirement: extend(identified, {}, [one({ requiredKnowledge: 'reference' })]),
    authorityRequirement: extend(identified, {}, [
      choice(
        [one({ requiredDecision: 'reference' })],
        [one({ requiredInput: 'reference' })],
        [one({ requiredAuthority: 'reference' })],
      ),
    ]),
    performanceIndicator: extend(named, { URI: optional('string') }, [
      any({ impactingDecision: 'reference' }),
    ]),
    organizationUnit: extend(named, { URI: optional('string') }, [
      any({ decisionMade: 'reference' }),
      any({ decisionOwned: 'reference' }),
    ]),

    textAnnotation: extend(element, { textFormat: optional('string') }, [atMostOne({ text: 'string' })]),
    association: extend(element, { associationDirection: optional(['None', 'One', 'Both']) }, [
      one({ sourceRef: 'reference' }),
      one({ targetRef: 'reference' }),
    ]),
    group: extend(element, { name: optional('string') }),

    literalExpression: extend(expression, { expressionLanguage: optional('string') }, [
      optionalChoice([one({ text: 'string' })], [one({ importedValues: 'importedValues' })]),
    ]),
    importedValues: extend(importType, { ...importAttributes, expressionLanguage: optional('string') }, [
      one({ importedElement: 'string' }),
    ]),
    invocation: extend(expression, {}, [atMostOne(expressions), any({ binding: 'binding' })]),
    binding: plain({}, [one({ parameter: 'informationItem' }), atMostOne(expressions)]),
    functionDefinition: extend(expression, since('1.2') ? { kind: optional(['FEEL', 'Java', 'PMML']) } : {}, [
      any({ formalParameter: 'informationItem' }),
      atMostOne(expressions),
    ]),
    context: extend(expression, {}, [any({ contextEntry: 'contextEntry' })]),
    contextEntry: extend(identified, {}, [variable, one(expressions)]),
    relation: extend(expression, {}, [any({ column: 'informationItem' }), any({ row: 'list' })]),
    list,

    decisionTable: extend(
      expression,
      {
        hitPolicy: optional(HIT_POLICIES),
        aggregation: optional(AGGREGATIONS),
        preferredOrientation: optional(ORIENTATIONS),
        outputLabel: optional('string'),
      },
      [
        any({ input: 'input' }),
        atLeastOne({ output: 'output' }),
        ...(since('1.2') ? [any({ annotation: 'annotation' })] : []),
        any({ rule: 'rule' }),
      ],
    ),
    input: extend(element, {}, [
      one({ inputExpression: 'literalExpression' }),
      atMostOne({ inputValues: 'unaryTests' }),
    ]),
    output: extend(element, { name: optional('string'), typeRef }, [
      atMostOne({ outputValues: 'unaryTests' }),
      atMostOne({ defaultOutputEntry: 'literalExpression' }),
    ]),
    annotation: plain({ name: optional('string') }),
    rule: extend(element, {}, [
      any({ inputEntry: 'unaryTests' }),
      atLeastOne({ outputEntry: 'literalExpression' }),
      ...(since('1.2') ? [any({ annotationEntry: 'annotationEntry' })] : []),
    ]),
    annotationEntry: plain({}, [atMostOne({ text: 'string' })]),
    unaryTests,

    conditional: extend(expression, {}, [
      one({ if: 'childExpression' }),
      one({ then: 'childExpression' }),
      one({ else: 'childExpression' }),
    ]),
    for: extend(iterator, {}, [one({ return: 'childExpression' })]),
    quantified: extend(iterator, {}, [one({ satisfies: 'childExpression' })]),
    filter: extend(expression, {}, [one({ in: 'childExpression' }), one({ match: 'childExpression' })]),
    childExpression,
    typedChildExpression,
  };
}
