// A short language for the models of tests, translated to BPMN XML.
//
//   process order                                  one line per element or flow, in document order
//     start: startEvent
//     charge: serviceTask type=charge-card retries=3 header.currency=EUR in.x="=total" out.y="=paid"
//     sub: subProcess {
//       inner: startEvent
//     }
//     f1: start -> charge
//     f2: gateway -> charge if "=total > 10"
//
// Flow nodes get their <incoming> and <outgoing> children from the flows. Attributes without a dot are listed in
// `writeElement`; what is not known there is a mistake of the test. `definition=cancel` gives an event a definition of a
// kind that the engine does not know.

export interface ModelElement {
  readonly id: string;
  readonly type: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (ModelElement | ModelFlow)[];
}

export interface ModelFlow {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly condition: string | undefined;
}

type Node = ModelElement | ModelFlow;

/** Translates one or more processes. @throws Error with the line that cannot be read */
export function modelToXml(text: string): string {
  const processes: ModelElement[] = [];
  const scopes: ModelElement[] = [];
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    if (line === '}') {
      scopes.pop();
      continue;
    }
    const process = /^process ([\w-]+)(.*)$/.exec(line);
    if (process !== null) {
      const [, id = '', rest = ''] = process;
      const element = { id, type: 'process', attributes: attributesOf(rest), children: [] };
      processes.push(element);
      scopes.splice(0, scopes.length, element);
      continue;
    }
    const scope = scopes.at(-1);
    if (scope === undefined) throw new Error(`Expected 'process <id>' before: ${line}`);
    const node = readNode(line);
    scope.children.push(node);
    if (!('source' in node) && line.endsWith('{')) scopes.push(node);
  }
  return new XmlWriter(processes).write();
}

function readNode(line: string): Node {
  const flow = /^([\w-]+): ([\w-]+) -> ([\w-]+)(?: if "(.*)")?$/.exec(line);
  if (flow !== null) {
    const [, id = '', source = '', target = '', condition] = flow;
    return { id, source, target, condition };
  }
  const element = /^([\w-]+): (\w+)(.*?)(\{)?$/.exec(line);
  if (element === null) throw new Error(`Expected an element or a flow, but was: ${line}`);
  const [, id = '', type = '', rest = ''] = element;
  return { id, type, attributes: attributesOf(rest), children: [] };
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const match of text.matchAll(/([\w.:-]+)=(?:"([^"]*)"|(\S+))/g)) {
    attributes.set(match[1] ?? '', match[2] ?? match[3] ?? '');
  }
  return attributes;
}

class XmlWriter {
  readonly #lines: string[] = [];
  readonly #rootElements = new Map<string, string>();

  constructor(private readonly processes: readonly ModelElement[]) {}

  write(): string {
    for (const process of this.processes) {
      this.#open(`<bpmn:process id="${process.id}" isExecutable="true">`);
      this.#writeChildren(process.children);
      this.#open('</bpmn:process>');
    }
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"',
      '  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
      '  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="http://grevy.test">',
      ...this.#lines,
      ...this.#rootElements.values(),
      '</bpmn:definitions>',
      '',
    ].join('\n');
  }

  #open(line: string): void {
    this.#lines.push(line);
  }

  #writeChildren(children: readonly Node[]): void {
    const flows = children.filter((child): child is ModelFlow => 'source' in child);
    for (const child of children) {
      if ('source' in child) this.#writeFlow(child);
      else this.#writeElement(child, flows);
    }
  }

  #writeFlow({ id, source, target, condition }: ModelFlow): void {
    const start = `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}"`;
    if (condition === undefined) this.#open(`${start} />`);
    else {
      const expression = `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${escape(condition)}</bpmn:conditionExpression>`;
      this.#open(`${start}>${expression}</bpmn:sequenceFlow>`);
    }
  }

  #writeElement(element: ModelElement, flows: readonly ModelFlow[]): void {
    const { id, type, attributes, children } = element;
    this.#open(`<bpmn:${type} id="${id}"${this.#xmlAttributes(type, attributes)}>`);
    const extensions = this.#extensions(attributes);
    if (extensions !== '') this.#open(`<bpmn:extensionElements>${extensions}</bpmn:extensionElements>`);
    for (const flow of flows) if (flow.target === id) this.#open(`<bpmn:incoming>${flow.id}</bpmn:incoming>`);
    for (const flow of flows) if (flow.source === id) this.#open(`<bpmn:outgoing>${flow.id}</bpmn:outgoing>`);
    this.#writeLoop(attributes);
    this.#writeChildren(children);
    this.#writeEventDefinition(id, attributes);
    this.#open(`</bpmn:${type}>`);
  }

  #xmlAttributes(type: string, attributes: ReadonlyMap<string, string>): string {
    const written: string[] = [];
    const add = (from: string, name: string): void => {
      const value = attributes.get(from);
      if (value !== undefined) written.push(` ${name}="${escape(value)}"`);
    };
    add('default', 'default');
    add('attachedTo', 'attachedToRef');
    add('cancelActivity', 'cancelActivity');
    add('interrupting', 'isInterrupting');
    add('triggeredByEvent', 'triggeredByEvent');
    const message = attributes.get('message');
    if ((type === 'receiveTask' || type === 'sendTask') && message !== undefined) {
      written.push(` messageRef="${this.#message(message, attributes.get('correlationKey'))}"`);
    }
    return written.join('');
  }

  #extensions(attributes: ReadonlyMap<string, string>): string {
    const parts: string[] = [];
    const tag = (name: string, fields: readonly (readonly [string, string | undefined])[]): void => {
      const present = fields.filter((field): field is readonly [string, string] => field[1] !== undefined);
      if (present.length === 0) return;
      parts.push(`<zeebe:${name}${present.map(([key, value]) => ` ${key}="${escape(value)}"`).join('')} />`);
    };
    const get = (name: string) => attributes.get(name);
    const prefixed = (prefix: string) =>
      [...attributes]
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, value]) => [name.slice(prefix.length), value] as const);
    tag('taskDefinition', [
      ['type', get('type')],
      ['retries', get('retries')],
    ]);
    const headers = prefixed('header.');
    if (headers.length > 0) {
      const items = headers.map(
        ([key, value]) => `<zeebe:header key="${escape(key)}" value="${escape(value)}" />`,
      );
      parts.push(`<zeebe:taskHeaders>${items.join('')}</zeebe:taskHeaders>`);
    }
    const mappings = [
      ...prefixed('in.').map(
        ([target, source]) => `<zeebe:input source="${escape(source)}" target="${target}" />`,
      ),
      ...prefixed('out.').map(
        ([target, source]) => `<zeebe:output source="${escape(source)}" target="${target}" />`,
      ),
    ];
    if (mappings.length > 0) parts.push(`<zeebe:ioMapping>${mappings.join('')}</zeebe:ioMapping>`);
    if (attributes.has('script'))
      tag('script', [
        ['expression', get('script')],
        ['resultVariable', get('result')],
      ]);
    if (attributes.has('decision')) {
      tag('calledDecision', [
        ['decisionId', get('decision')],
        ['resultVariable', get('result')],
      ]);
    }
    tag('publishMessage', [['correlationKey', get('publishes')]]);
    tag('calledElement', [
      ['processId', get('calls')],
      ['propagateAllChildVariables', get('propagateAllChildVariables')],
      ['propagateAllParentVariables', get('propagateAllParentVariables')],
    ]);
    tag('assignmentDefinition', [
      ['assignee', get('assignee')],
      ['candidateGroups', get('candidateGroups')],
      ['candidateUsers', get('candidateUsers')],
    ]);
    tag('taskSchedule', [
      ['dueDate', get('dueDate')],
      ['followUpDate', get('followUpDate')],
    ]);
    tag('formDefinition', [
      ['formKey', get('formKey')],
      ['formId', get('formId')],
    ]);
    return parts.join('');
  }

  #writeEventDefinition(id: string, attributes: ReadonlyMap<string, string>): void {
    for (const kind of ['timeDuration', 'timeDate', 'timeCycle']) {
      const value = attributes.get(kind);
      if (value === undefined) continue;
      const expression = `<bpmn:${kind} xsi:type="bpmn:tFormalExpression">${escape(value)}</bpmn:${kind}>`;
      this.#open(`<bpmn:timerEventDefinition id="${id}-timer">${expression}</bpmn:timerEventDefinition>`);
    }
    const message = attributes.get('onMessage');
    if (message !== undefined) {
      const reference = this.#message(message, attributes.get('correlationKey'));
      this.#open(`<bpmn:messageEventDefinition id="${id}-message" messageRef="${reference}" />`);
    }
    this.#reference(id, attributes.get('signal'), 'signal', 'name');
    this.#reference(id, attributes.get('error'), 'error', 'errorCode');
    this.#reference(id, attributes.get('escalation'), 'escalation', 'escalationCode');
    const link = attributes.get('link');
    if (link !== undefined) this.#open(`<bpmn:linkEventDefinition id="${id}-link" name="${escape(link)}" />`);
    if (attributes.has('terminate')) this.#open(`<bpmn:terminateEventDefinition id="${id}-terminate" />`);
    const unsupported = attributes.get('definition');
    if (unsupported !== undefined) {
      const content = unsupported === 'conditional' ? '<bpmn:condition xsi:type="bpmn:tExpression" />' : '';
      const tag = `bpmn:${unsupported}EventDefinition`;
      this.#open(`<${tag} id="${id}-definition">${content}</${tag}>`);
    }
    const thrown = attributes.get('messageThrow');
    if (thrown !== undefined) {
      const reference = this.#message(thrown, undefined);
      this.#open(`<bpmn:messageEventDefinition id="${id}-message" messageRef="${reference}" />`);
    }
  }

  /** A value of `*` is an event definition without a reference: it catches everything. */
  #reference(
    id: string,
    value: string | undefined,
    kind: 'signal' | 'error' | 'escalation',
    attribute: string,
  ): void {
    if (value === undefined) return;
    if (value === '*') {
      this.#open(`<bpmn:${kind}EventDefinition id="${id}-${kind}" />`);
      return;
    }
    const key = `${kind}:${value}`;
    const reference = `${kind}-${[...this.#rootElements.keys()].indexOf(key) + 1 || this.#rootElements.size + 1}`;
    if (!this.#rootElements.has(key)) {
      this.#rootElements.set(key, `<bpmn:${kind} id="${reference}" ${attribute}="${escape(value)}" />`);
    }
    this.#open(`<bpmn:${kind}EventDefinition id="${id}-${kind}" ${kind}Ref="${reference}" />`);
  }

  #message(name: string, correlationKey: string | undefined): string {
    const key = `message:${name}:${correlationKey ?? ''}`;
    const position = [...this.#rootElements.keys()].indexOf(key) + 1;
    const reference = `message-${position > 0 ? position : this.#rootElements.size + 1}`;
    if (position > 0) return reference;
    const subscription =
      correlationKey === undefined
        ? ''
        : `<bpmn:extensionElements><zeebe:subscription correlationKey="${escape(correlationKey)}" /></bpmn:extensionElements>`;
    this.#rootElements.set(
      key,
      `<bpmn:message id="${reference}" name="${escape(name)}">${subscription}</bpmn:message>`,
    );
    return reference;
  }

  #writeLoop(attributes: ReadonlyMap<string, string>): void {
    const inputCollection = attributes.get('loop.inputCollection');
    if (inputCollection === undefined) return;
    const fields = ['inputCollection', 'inputElement', 'outputCollection', 'outputElement']
      .map((name) => [name, attributes.get(`loop.${name}`)] as const)
      .flatMap(([name, value]) => (value === undefined ? [] : [` ${name}="${escape(value)}"`]));
    const condition = attributes.get('loop.completionCondition');
    this.#open(
      `<bpmn:multiInstanceLoopCharacteristics isSequential="${attributes.get('loop.sequential') ?? 'false'}">` +
        `<bpmn:extensionElements><zeebe:loopCharacteristics${fields.join('')} /></bpmn:extensionElements>` +
        (condition === undefined
          ? ''
          : `<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">${escape(condition)}</bpmn:completionCondition>`) +
        `</bpmn:multiInstanceLoopCharacteristics>`,
    );
  }
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
