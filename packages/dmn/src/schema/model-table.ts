// The model elements of DMN 1.1 to 1.5 (DMN standards, clauses 6 to 10, and the XML schema published with each
// version). One table serves all versions; where a version differs, the difference stands at its element.
// Notation: @grevy/xml, schema/schema.ts.
import type { NamespaceTable } from '@grevy/xml';
import type { DmnVersion } from './namespaces.js';

/** The table of a version for its model namespace. */
export function modelTable(version: DmnVersion, namespace: string): NamespaceTable {
  const since = (first: DmnVersion) => version >= first;
  const sinceOrElse = (first: DmnVersion, then: string, otherwise: string) =>
    since(first) ? then : otherwise;
  const typeRef = sinceOrElse('1.2', 'typeRef:string', 'typeRef:QName');
  const identified = since('1.2') ? { base: 'tDMNElement' } : {};
  const reference = 'tDMNElementReference';

  return {
    namespace,
    elements: {
      definitions: 'tDefinitions',
      import: 'tImport',
      elementCollection: 'tElementCollection',
      itemDefinition: 'tItemDefinition',
      drgElement: 'tDRGElement',
      artifact: 'tArtifact',
      businessContextElement: 'tBusinessContextElement',
      expression: 'tExpression',
      informationItem: 'tInformationItem',
      contextEntry: 'tContextEntry',
    },
    substitutions: {
      drgElement: {
        decision: 'tDecision',
        inputData: 'tInputData',
        businessKnowledgeModel: 'tBusinessKnowledgeModel',
        knowledgeSource: 'tKnowledgeSource',
        ...(since('1.2') ? { decisionService: 'tDecisionService' } : {}),
      },
      artifact: {
        textAnnotation: 'tTextAnnotation',
        association: 'tAssociation',
        ...(since('1.3') ? { group: 'tGroup' } : {}),
      },
      businessContextElement: {
        performanceIndicator: 'tPerformanceIndicator',
        organizationUnit: 'tOrganizationUnit',
      },
      expression: {
        literalExpression: 'tLiteralExpression',
        invocation: 'tInvocation',
        decisionTable: 'tDecisionTable',
        functionDefinition: 'tFunctionDefinition',
        context: 'tContext',
        relation: 'tRelation',
        list: 'tList',
        ...(since('1.4')
          ? {
              conditional: 'tConditional',
              for: 'tFor',
              every: 'tQuantified',
              some: 'tQuantified',
              filter: 'tFilter',
            }
          : {}),
      },
    },
    types: {
      tDMNElement: {
        abstract: true,
        attributes: 'id:ID label:string',
        anyAttribute: true,
        content: 'description=string?, extensionElements=tExtensionElements?',
      },
      tExtensionElements: { content: '##other*' },
      tNamedElement: { base: 'tDMNElement', abstract: true, attributes: 'name:string!' },
      tDMNElementReference: { attributes: 'href:anyURI!' },

      tDefinitions: {
        base: 'tNamedElement',
        attributes:
          'namespace:anyURI! expressionLanguage:anyURI typeLanguage:anyURI exporter:string exporterVersion:string',
        content: `import*, itemDefinition*, drgElement*, artifact*, elementCollection*,
          businessContextElement*${sinceOrElse('1.2', ', dmndi:DMNDI?', '')}`,
      },
      tImport: {
        ...(since('1.2') ? { base: 'tNamedElement' } : {}),
        attributes: 'namespace:anyURI! locationURI:anyURI importType:anyURI!',
      },
      tElementCollection: { base: 'tNamedElement', content: `drgElement=${reference}*` },
      tItemDefinition: {
        base: 'tNamedElement',
        attributes: 'typeLanguage:anyURI isCollection:boolean',
        content: `(typeRef=${sinceOrElse('1.2', 'string', 'QName')}, allowedValues=tUnaryTests?
          ${sinceOrElse('1.5', ', typeConstraint=tUnaryTests?', '')} | itemComponent=tItemDefinition*
          ${sinceOrElse('1.3', '| functionItem=tFunctionItem', '')})?`,
      },
      tFunctionItem: {
        base: 'tDMNElement',
        attributes: 'outputTypeRef:string',
        content: 'parameters=tInformationItem*',
      },
      tInformationItem: { base: 'tNamedElement', attributes: typeRef },

      tDRGElement: { base: 'tNamedElement', abstract: true },
      tDecision: {
        base: 'tDRGElement',
        content: `question=string?, allowedAnswers=string?, variable=tInformationItem?,
          informationRequirement=tInformationRequirement*, knowledgeRequirement=tKnowledgeRequirement*,
          authorityRequirement=tAuthorityRequirement*, supportedObjective=${reference}*,
          impactedPerformanceIndicator=${reference}*, decisionMaker=${reference}*,
          decisionOwner=${reference}*, usingProcess=${reference}*, usingTask=${reference}*, expression?`,
      },
      tInputData: { base: 'tDRGElement', content: 'variable=tInformationItem?' },
      tBusinessKnowledgeModel: {
        base: 'tDRGElement',
        content: `${sinceOrElse(
          '1.2',
          'variable=tInformationItem?, encapsulatedLogic=tFunctionDefinition?',
          'encapsulatedLogic=tFunctionDefinition?, variable=tInformationItem?',
        )}, knowledgeRequirement=tKnowledgeRequirement*, authorityRequirement=tAuthorityRequirement*`,
      },
      tKnowledgeSource: {
        base: 'tDRGElement',
        attributes: 'locationURI:anyURI',
        content: `authorityRequirement=tAuthorityRequirement*, type=string?, owner=${reference}?`,
      },
      tDecisionService: {
        base: 'tDRGElement',
        content: `variable=tInformationItem?, outputDecision=${reference}*,
          encapsulatedDecision=${reference}*, inputDecision=${reference}*, inputData=${reference}*`,
      },
      tInformationRequirement: {
        ...identified,
        content: `requiredDecision=${reference} | requiredInput=${reference}`,
      },
      tKnowledgeRequirement: { ...identified, content: `requiredKnowledge=${reference}` },
      tAuthorityRequirement: {
        ...identified,
        content: `requiredDecision=${reference} | requiredInput=${reference} | requiredAuthority=${reference}`,
      },
      tBusinessContextElement: { base: 'tNamedElement', abstract: true, attributes: 'URI:anyURI' },
      tPerformanceIndicator: {
        base: 'tBusinessContextElement',
        content: `impactingDecision=${reference}*`,
      },
      tOrganizationUnit: {
        base: 'tBusinessContextElement',
        content: `decisionMade=${reference}*, decisionOwned=${reference}*`,
      },

      tArtifact: { base: 'tDMNElement', abstract: true },
      tTextAnnotation: { base: 'tArtifact', attributes: 'textFormat:string', content: 'text=string?' },
      tAssociation: {
        base: 'tArtifact',
        attributes: 'associationDirection:tAssociationDirection',
        content: `sourceRef=${reference}, targetRef=${reference}`,
      },
      tGroup: { base: 'tArtifact', attributes: 'name:string' },

      tExpression: { base: 'tDMNElement', abstract: true, attributes: typeRef },
      tLiteralExpression: {
        base: 'tExpression',
        attributes: 'expressionLanguage:anyURI',
        content: '(text=string | importedValues=tImportedValues)?',
      },
      tImportedValues: {
        base: 'tImport',
        attributes: 'expressionLanguage:anyURI',
        content: 'importedElement=string',
      },
      tInvocation: { base: 'tExpression', content: 'expression?, binding=tBinding*' },
      tBinding: { content: 'parameter=tInformationItem, expression?' },
      tFunctionDefinition: {
        base: 'tExpression',
        attributes: sinceOrElse('1.2', 'kind:tFunctionKind', ''),
        content: 'formalParameter=tInformationItem*, expression?',
      },
      tContext: { base: 'tExpression', content: 'contextEntry*' },
      tContextEntry: { ...identified, content: 'variable=tInformationItem?, expression' },
      tRelation: { base: 'tExpression', content: 'column=tInformationItem*, row=tList*' },
      tList: { base: 'tExpression', content: 'expression*' },

      tDecisionTable: {
        base: 'tExpression',
        attributes:
          'hitPolicy:tHitPolicy aggregation:tBuiltinAggregator preferredOrientation:tDecisionTableOrientation outputLabel:string',
        content: `input=tInputClause*, output=tOutputClause+
          ${sinceOrElse('1.2', ', annotation=tRuleAnnotationClause*', '')}, rule=tDecisionRule*`,
      },
      tInputClause: {
        base: 'tDMNElement',
        content: 'inputExpression=tLiteralExpression, inputValues=tUnaryTests?',
      },
      tOutputClause: {
        base: 'tDMNElement',
        attributes: `name:string ${typeRef}`,
        content: 'outputValues=tUnaryTests?, defaultOutputEntry=tLiteralExpression?',
      },
      tRuleAnnotationClause: { attributes: 'name:string' },
      tDecisionRule: {
        base: 'tDMNElement',
        content: `inputEntry=tUnaryTests*, outputEntry=tLiteralExpression+
          ${sinceOrElse('1.2', ', annotationEntry=tRuleAnnotation*', '')}`,
      },
      tRuleAnnotation: { content: 'text=string?' },
      tUnaryTests: {
        base: sinceOrElse('1.4', 'tExpression', 'tDMNElement'),
        attributes: 'expressionLanguage:anyURI',
        content: 'text=string',
      },

      tConditional: {
        base: 'tExpression',
        content: 'if=tChildExpression, then=tChildExpression, else=tChildExpression',
      },
      tIterator: {
        base: 'tExpression',
        abstract: true,
        attributes: 'iteratorVariable:string',
        content: 'in=tTypedChildExpression',
      },
      tFor: { base: 'tIterator', content: 'return=tChildExpression' },
      tQuantified: { base: 'tIterator', content: 'satisfies=tChildExpression' },
      tFilter: { base: 'tExpression', content: 'in=tChildExpression, match=tChildExpression' },
      tChildExpression: { attributes: 'id:ID', content: 'expression' },
      tTypedChildExpression: { base: 'tChildExpression', attributes: 'typeRef:string' },
    },
    enumerations: {
      tHitPolicy: ['UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'],
      tBuiltinAggregator: ['SUM', 'COUNT', 'MIN', 'MAX'],
      tDecisionTableOrientation: ['Rule-as-Row', 'Rule-as-Column', 'CrossTable'],
      tAssociationDirection: ['None', 'One', 'Both'],
      tFunctionKind: ['FEEL', 'Java', 'PMML'],
    },
  };
}
