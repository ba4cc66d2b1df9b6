// Random block-structured processes in the model language: every fork has its join, so every path can end.
import fc from 'fast-check';

/** A piece of a process with one way in and one way out. */
export type Block =
  | { readonly kind: 'task'; readonly type: 'task' | 'manualTask' }
  | { readonly kind: 'job'; readonly type: 'serviceTask' | 'sendTask' | 'userTask'; readonly mapped: boolean }
  | { readonly kind: 'script' }
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
  | { readonly kind: 'boundary'; readonly body: Block; readonly event: AttachedEvent };

export type EndKind = 'none' | 'terminate' | 'signal';

export type EventKind = 'message' | 'timer' | 'signal';

/** An event at the boundary of an activity, or one that starts an event sub-process. */
export interface AttachedEvent {
  readonly kind: EventKind;
  readonly interrupting: boolean;
}

const eventKindArbitrary = fc.constantFrom<EventKind>('message', 'timer', 'signal');
const attachedEventArbitrary: fc.Arbitrary<AttachedEvent> = fc.record({
  kind: eventKindArbitrary,
  interrupting: fc.boolean(),
});

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
    fc.record({
      kind: fc.constant('boundary' as const),
      body: tie('block'),
      event: attachedEventArbitrary,
    }),
  ),
})).block;

/** The model text of a process `random` with this body. Conditions read the variable `x`, a small number. */
export function modelOf(block: Block): string {
  const writer = new ModelWriter();
  writer.line('process random');
  writer.container(block, 'none');
  return writer.text;
}

/** What throw events throw and what waits alone in its scope waits for. */
const SHARED_SIGNAL = 'signal=shared';

const END_EVENTS: { readonly [K in EndKind]: string } = {
  none: 'endEvent',
  terminate: 'endEvent terminate=true',
  signal: `endEvent ${SHARED_SIGNAL}`,
};

class ModelWriter {
  #lines: string[] = [];
  #count = 0;

  get text(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  line(line: string): void {
    this.#lines.push(line);
  }

  container(body: Block, end: EndKind): void {
    const start = this.#element('startEvent');
    const last = this.#write(body, start);
    this.#follow(last, this.#element(END_EVENTS[end]));
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
      case 'sequence':
        return block.blocks.reduce((last, next) => this.#write(next, last), previous);
      case 'subProcess': {
        const id = this.#id('sub');
        this.line(`${id}: subProcess {`);
        this.container(block.body, block.end);
        if (block.startedByEvent !== undefined) this.#eventSubProcess(block.startedByEvent);
        this.line('}');
        return this.#follow(previous, id);
      }
      case 'wait':
        return this.#follow(
          previous,
          this.#element(
            `intermediateCatchEvent ${block.event === 'signal' ? SHARED_SIGNAL : this.#event(block.event)}`,
          ),
        );
      case 'receive': {
        const message = `message=${this.#id('m')} correlationKey="=key"`;
        return this.#follow(previous, this.#element(`receiveTask ${message}`));
      }
      case 'throwSignal':
        return this.#follow(previous, this.#element(`intermediateThrowEvent ${SHARED_SIGNAL} in.x="=1"`));
      case 'eventGateway': {
        const gateway = this.#follow(previous, this.#element('eventBasedGateway'));
        const ends = block.events.map((event) =>
          this.#follow(gateway, this.#element(`intermediateCatchEvent ${this.#event(event)}`)),
        );
        return this.#merge(ends);
      }
      case 'boundary':
        return this.#boundary(block.body, block.event, previous);
      case 'parallel': {
        const fork = this.#follow(previous, this.#element('parallelGateway'));
        const ends = block.branches.map((branch) => this.#write(branch, fork));
        const join = this.#element('parallelGateway');
        ends.forEach((end) => this.#flow(end, join));
        return join;
      }
      case 'exclusive':
      case 'inclusive':
        return this.#choice(block.kind, block.branches, previous);
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
    // Tokens of an inclusive fork are not joined in 8.3: each goes on by itself.
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
    this.container(body, 'none');
    this.line('}');
    this.#flow(previous, host);
    const definition = this.#attachedEvent(event);
    const boundary = this.#element(
      `boundaryEvent attachedTo=${host} cancelActivity=${event.interrupting} ${definition}`,
    );
    if (event.interrupting) return this.#merge([host, boundary]);
    this.#follow(boundary, this.#element('endEvent'));
    return host;
  }

  #eventSubProcess(event: AttachedEvent): void {
    const definition = event.kind === 'signal' ? SHARED_SIGNAL : this.#attachedEvent(event);
    this.line(`${this.#id('esp')}: subProcess triggeredByEvent=true {`);
    const start = this.#element(`startEvent interrupting=${event.interrupting} ${definition}`);
    this.#follow(start, this.#element('endEvent'));
    this.line('}');
  }

  /** The events of one scope must have different names. */
  #event(kind: EventKind): string {
    switch (kind) {
      case 'message':
        return `onMessage=${this.#id('m')} correlationKey="=key"`;
      case 'timer':
        return 'timeDuration=PT1S';
      case 'signal':
        return `signal=${this.#id('s')}`;
    }
  }

  #attachedEvent({ kind, interrupting }: AttachedEvent): string {
    return kind === 'timer' && !interrupting ? 'timeCycle=R2/PT0.4S' : this.#event(kind);
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

  #id(prefix: string): string {
    this.#count += 1;
    return `${prefix}${this.#count}`;
  }
}
