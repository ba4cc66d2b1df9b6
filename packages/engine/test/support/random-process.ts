// Random block-structured processes in the model language: every fork has its join, so every path can end.
// They call the decision of RANDOM_DECISION, which is to be deployed with them.
import fc from 'fast-check';
import { modelToXml } from './model-language.js';
import {
  attachedEventArbitrary,
  attachedEventAttributes,
  eventAttributes,
  eventKindArbitrary,
  SHARED_SIGNAL,
  type AttachedEvent,
  type EventKind,
} from './random-events.js';

/** A piece of a process with one way in and one way out. */
export type Block =
  | { readonly kind: 'task'; readonly type: 'task' | 'manualTask' }
  | { readonly kind: 'job'; readonly type: 'serviceTask' | 'sendTask' | 'userTask'; readonly mapped: boolean }
  | { readonly kind: 'script' }
  | { readonly kind: 'decision' }
  | { readonly kind: 'sequence'; readonly blocks: readonly Block[] }
  | { readonly kind: 'exclusive' | 'inclusive' | 'parallel'; readonly branches: readonly Block[] }
  | {
      readonly kind: 'subProcess';
      readonly body: Block;
      readonly end: EndKind;
      readonly startedByEvent: AttachedEvent | undefined;
    }
  | { readonly kind: 'wait'; readonly event: EventKind }
  | { readonly kind: 'receive' | 'throwSignal' }
  | { readonly kind: 'eventGateway'; readonly events: readonly EventKind[] }
  | { readonly kind: 'boundary'; readonly body: Block; readonly event: AttachedEvent }
  | { readonly kind: 'throw'; readonly event: 'none' | 'escalation' | 'message' }
  | { readonly kind: 'link' }
  | { readonly kind: 'call'; readonly body: Block; readonly mapped: boolean }
  /** A sub-process that something catches the errors and escalations of. */
  | { readonly kind: 'guarded'; readonly body: Block; readonly guard: Guard; readonly end: GuardedEnd }
  | {
      readonly kind: 'multiInstance';
      readonly body: Block;
      readonly sequential: boolean;
      readonly endsEarly: boolean;
    };

type EndKind = 'none' | 'terminate' | 'signal';
type Guard = 'interruptingBoundaryEvent' | 'nonInterruptingBoundaryEvent' | 'eventSubProcess';
type GuardedEnd = 'none' | 'error' | 'escalation';

export const blockArbitrary: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'block' },
    fc.record({
      kind: fc.constant('task' as const),
      type: fc.constantFrom('task' as const, 'manualTask' as const),
    }),
    fc.record({
      kind: fc.constant('job' as const),
      type: fc.constantFrom('serviceTask' as const, 'sendTask' as const, 'userTask' as const),
      mapped: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('script' as const) }),
    fc.record({ kind: fc.constant('decision' as const) }),
    fc.record({
      kind: fc.constant('sequence' as const),
      blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constantFrom('exclusive' as const, 'inclusive' as const, 'parallel' as const),
      branches: fc.array(tie('block'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('subProcess' as const),
      body: tie('block'),
      end: fc.constantFrom<EndKind>('none', 'terminate', 'signal'),
      startedByEvent: fc.option(attachedEventArbitrary, { nil: undefined }),
    }),
    fc.record({ kind: fc.constant('wait' as const), event: eventKindArbitrary }),
    fc.record({ kind: fc.constantFrom('receive' as const, 'throwSignal' as const) }),
    fc.record({
      kind: fc.constant('eventGateway' as const),
      events: fc.array(eventKindArbitrary, { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('boundary' as const), body: tie('block'), event: attachedEventArbitrary }),
    fc.record({
      kind: fc.constant('throw' as const),
      event: fc.constantFrom('none' as const, 'escalation' as const, 'message' as const),
    }),
    fc.record({ kind: fc.constant('link' as const) }),
    fc.record({ kind: fc.constant('call' as const), body: tie('block'), mapped: fc.boolean() }),
    fc.record({
      kind: fc.constant('guarded' as const),
      body: tie('block'),
      guard: fc.constantFrom(
        'interruptingBoundaryEvent' as const,
        'nonInterruptingBoundaryEvent' as const,
        'eventSubProcess' as const,
      ),
      end: fc.constantFrom('none' as const, 'error' as const, 'escalation' as const),
    }),
    fc.record({
      kind: fc.constant('multiInstance' as const),
      body: tie('block'),
      sequential: fc.boolean(),
      endsEarly: fc.boolean(),
    }),
  ),
})).block;

/** The next value of `x`; it fails when `x` is 3. */
export const RANDOM_DECISION = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
    id="random" name="Random" namespace="http://grevy.test">
  <decision id="next" name="Next"><literalExpression id="text">
    <text>if x = null then 1 else assert(x, x != 3) + 1</text>
  </literalExpression></decision>
</definitions>`;

/** The resources of a process `random` with this body and of the decision that it calls. */
export function resourcesOf(block: Block) {
  const bytes = (text: string) => new TextEncoder().encode(text);
  return [
    { resourceName: 'random.bpmn', resource: bytes(modelToXml(modelOf(block))) },
    { resourceName: 'random.dmn', resource: bytes(RANDOM_DECISION) },
  ];
}

/**
 * The model text of a process `random` with this body, and of the processes that it calls. Conditions read the variable
 * `x`, a small number.
 */
function modelOf(block: Block): string {
  const writer = new ModelWriter();
  writer.process('random', block);
  return writer.text;
}

const THROW_EVENTS = {
  none: 'intermediateThrowEvent',
  escalation: 'intermediateThrowEvent escalation=E',
  message: 'intermediateThrowEvent messageThrow=m type=work',
};

const END_EVENTS: { readonly [K in EndKind]: string } = {
  none: 'endEvent',
  terminate: 'endEvent terminate=true',
  signal: `endEvent ${SHARED_SIGNAL}`,
};

const GUARDED_ENDS = { none: 'endEvent', error: 'endEvent error=E', escalation: 'endEvent escalation=E' };

class ModelWriter {
  #lines: string[] = [];
  /** Complete processes. */
  readonly #processes: string[] = [];
  #count = 0;

  get text(): string {
    return this.#processes.join('');
  }

  process(id: string, body: Block): void {
    const outer = this.#lines;
    this.#lines = [];
    this.line(`process ${id}`);
    this.container(body, 'endEvent');
    this.#processes.push(`${this.#lines.join('\n')}\n`);
    this.#lines = outer;
  }

  line(line: string): void {
    this.#lines.push(line);
  }

  container(body: Block, endEvent: string): void {
    const start = this.#element('startEvent');
    const last = this.#write(body, start);
    this.#flow(last, this.#element(endEvent));
  }

  /** Writes a block behind an element; returns the element that the next one follows. */
  #write(block: Block, previous: string): string {
    switch (block.kind) {
      case 'task':
        return this.#follow(previous, this.#element(block.type));
      case 'job': {
        const mappings = block.mapped ? ' in.local="=x" out.x="=if local = null then 0 else local"' : '';
        const definition = block.type === 'userTask' ? '' : ' type=work';
        return this.#follow(previous, this.#element(`${block.type}${definition}${mappings}`));
      }
      case 'script':
        return this.#follow(
          previous,
          this.#element('scriptTask script="=if x = null then 1 else x + 1" result=x'),
        );
      case 'decision':
        return this.#follow(previous, this.#element('businessRuleTask decision=next result=x'));
      case 'sequence':
        return block.blocks.reduce((last, next) => this.#write(next, last), previous);
      case 'subProcess': {
        const id = this.#id('sub');
        this.line(`${id}: subProcess {`);
        this.container(block.body, END_EVENTS[block.end]);
        if (block.startedByEvent !== undefined) this.#eventSubProcess(block.startedByEvent);
        this.line('}');
        return this.#follow(previous, id);
      }
      case 'wait': {
        const event = block.event === 'signal' ? SHARED_SIGNAL : eventAttributes(block.event, this.#newId);
        return this.#follow(previous, this.#element(`intermediateCatchEvent ${event}`));
      }
      case 'receive': {
        const message = `message=${this.#id('m')} correlationKey="=key"`;
        return this.#follow(previous, this.#element(`receiveTask ${message}`));
      }
      case 'throwSignal':
        return this.#follow(previous, this.#element(`intermediateThrowEvent ${SHARED_SIGNAL} in.x="=1"`));
      case 'eventGateway': {
        const gateway = this.#follow(previous, this.#element('eventBasedGateway'));
        const ends = block.events.map((event) =>
          this.#follow(
            gateway,
            this.#element(`intermediateCatchEvent ${eventAttributes(event, this.#newId)}`),
          ),
        );
        return this.#merge(ends);
      }
      case 'boundary':
        return this.#boundary(block.body, block.event, previous);
      case 'throw':
        return this.#follow(previous, this.#element(THROW_EVENTS[block.event]));
      case 'link': {
        const name = this.#id('link');
        this.#flow(previous, this.#element(`intermediateThrowEvent link=${name}`));
        return this.#element(`intermediateCatchEvent link=${name}`);
      }
      case 'call': {
        const called = this.#id('called');
        this.process(called, block.body);
        const mappings = block.mapped ? ' in.x="=x" out.x="=x"' : '';
        return this.#follow(previous, this.#element(`callActivity calls=${called}${mappings}`));
      }
      case 'guarded':
        return this.#guarded(block, previous);
      case 'multiInstance': {
        const id = this.#id('loop');
        const condition = block.endsEarly
          ? ' loop.completionCondition="=numberOfCompletedInstances >= 2"'
          : '';
        this.line(
          `${id}: subProcess loop.sequential=${String(block.sequential)} loop.inputCollection="=[1,2,3]" ` +
            `loop.inputElement=item loop.outputCollection=results loop.outputElement="=x"${condition} {`,
        );
        this.container(block.body, 'endEvent');
        this.line('}');
        return this.#follow(previous, id);
      }
      case 'parallel': {
        const fork = this.#follow(previous, this.#element('parallelGateway'));
        const ends = block.branches.map((branch) => this.#write(branch, fork));
        const join = this.#element('parallelGateway');
        ends.forEach((end) => this.#flow(end, join));
        return join;
      }
      case 'exclusive':
        return this.#choice(block.kind, block.branches, previous);
      case 'inclusive': {
        // 8.3 does not join the tokens of an inclusive fork: each goes on by itself, here to the end of a sub-process.
        const id = this.#id('sub');
        this.line(`${id}: subProcess {`);
        const last = this.#choice(block.kind, block.branches, this.#element('startEvent'));
        this.#flow(last, this.#element('endEvent'));
        this.line('}');
        return this.#follow(previous, id);
      }
    }
  }

  #choice(kind: 'exclusive' | 'inclusive', branches: readonly Block[], previous: string): string {
    const gateway = this.#id('gateway');
    const flows = branches.map(() => this.#id('f'));
    this.line(`${gateway}: ${kind}Gateway default=${flows.at(-1) ?? ''}`);
    this.#flow(previous, gateway);
    const ends = branches.map((branch, index) => {
      const entry = this.#element('task');
      const condition = index === branches.length - 1 ? '' : ` if "=x != null and x > ${index}"`;
      this.line(`${flows[index] ?? ''}: ${gateway} -> ${entry}${condition}`);
      return this.#write(branch, entry);
    });
    return this.#merge(ends);
  }

  #merge(ends: readonly string[]): string {
    const merge = this.#element('exclusiveGateway');
    ends.forEach((end) => this.#flow(end, merge));
    return merge;
  }

  /** A sub-process with a boundary event; a path that leaves it besides the normal one ends by itself. */
  #boundary(body: Block, event: AttachedEvent, previous: string): string {
    const host = this.#id('host');
    this.line(`${host}: subProcess {`);
    this.container(body, 'endEvent');
    this.line('}');
    this.#flow(previous, host);
    const attributes = attachedEventAttributes(event, this.#newId);
    const boundary = this.#element(
      `boundaryEvent attachedTo=${host} cancelActivity=${event.interrupting} ${attributes}`,
    );
    if (event.interrupting) return this.#merge([host, boundary]);
    this.#follow(boundary, this.#element('endEvent'));
    return host;
  }

  #eventSubProcess(event: AttachedEvent): void {
    const attributes = event.kind === 'signal' ? SHARED_SIGNAL : attachedEventAttributes(event, this.#newId);
    this.line(`${this.#id('esp')}: subProcess triggeredByEvent=true {`);
    const start = this.#element(`startEvent interrupting=${event.interrupting} ${attributes}`);
    this.#follow(start, this.#element('endEvent'));
    this.line('}');
  }

  #guarded({ body, guard, end }: Extract<Block, { kind: 'guarded' }>, previous: string): string {
    const id = this.#id('guarded');
    this.line(`${id}: subProcess {`);
    // Only what has a catch event around it may throw an error: an uncaught one waits for a better model for ever.
    const catchesErrors = guard !== 'nonInterruptingBoundaryEvent';
    this.container(body, end === 'error' && !catchesErrors ? 'endEvent' : GUARDED_ENDS[end]);
    if (guard === 'eventSubProcess') {
      for (const caught of ['error=*', 'escalation=E interrupting=false']) {
        this.line(`${this.#id('handler')}: subProcess triggeredByEvent=true {`);
        this.#flow(this.#element(`startEvent ${caught}`), this.#element('endEvent'));
        this.line('}');
      }
    }
    this.line('}');
    this.#flow(previous, id);
    const merge = this.#element('exclusiveGateway');
    this.#flow(id, merge);
    if (guard === 'interruptingBoundaryEvent') {
      this.#flow(this.#element(`boundaryEvent attachedTo=${id} error=*`), merge);
      this.#flow(this.#element(`boundaryEvent attachedTo=${id} escalation=E`), merge);
    } else if (guard === 'nonInterruptingBoundaryEvent') {
      const end = this.#element('endEvent');
      this.#flow(this.#element(`boundaryEvent attachedTo=${id} cancelActivity=false escalation=*`), end);
    }
    return merge;
  }

  #follow(previous: string, next: string): string {
    this.#flow(previous, next);
    return next;
  }

  #element(description: string): string {
    const id = this.#id(description.split(' ', 1)[0] ?? 'element');
    this.line(`${id}: ${description}`);
    return id;
  }

  #flow(source: string, target: string): void {
    this.line(`${this.#id('f')}: ${source} -> ${target}`);
  }

  readonly #newId = (prefix: string): string => this.#id(prefix);

  #id(prefix: string): string {
    this.#count += 1;
    return `${prefix}${this.#count}`;
  }
}
