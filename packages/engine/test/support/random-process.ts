// Writes random processes in the model language. They call the decision of RANDOM_DECISION, which is deployed with them.
import { modelToXml } from './model-language.js';
import type { AttachedEvent, Block, BoundedActivity, OutsideEvent, RandomProcess } from './random-block.js';

/** Messages that the processes wait for; the first one starts the process `random`. Their correlation key is `key`. */
export const MESSAGE_NAMES = ['start', 'catch', 'receive', 'gateway', 'boundary', 'scope'] as const;

/** Signals that the processes wait for; the first one starts the process `random`, the second one is thrown as well. */
export const SIGNAL_NAMES = ['begin', 'go'] as const;

type MessageName = (typeof MESSAGE_NAMES)[number];

/** The next value of `x`; it fails when `x` is 3. */
export const RANDOM_DECISION = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
    id="random" name="Random" namespace="http://grevy.test">
  <decision id="next" name="Next"><literalExpression id="text">
    <text>if x = null then 1 else assert(x, x != 3) + 1</text>
  </literalExpression></decision>
</definitions>`;

/** The resources of a process `random` and of the decision that it calls. */
export function resourcesOf(process: RandomProcess, resourceName = 'random.bpmn') {
  const bytes = (text: string) => new TextEncoder().encode(text);
  return [
    { resourceName, resource: bytes(modelToXml(modelOf(process))) },
    { resourceName: 'random.dmn', resource: bytes(RANDOM_DECISION) },
  ];
}

/**
 * The model text of a process `random`, and of the processes that it calls. Conditions read the variable `x`, a small
 * number; `key` is what messages are correlated by.
 */
export function modelOf(process: RandomProcess): string {
  const writer = new ModelWriter();
  writer.process('random', process);
  return writer.text;
}

const THROW_EVENTS = {
  none: 'intermediateThrowEvent',
  escalation: 'intermediateThrowEvent escalation=E',
  message: 'intermediateThrowEvent messageThrow=m type=work',
  signal: 'intermediateThrowEvent signal=go',
};

const START_EVENTS: Readonly<Record<OutsideEvent, string>> = {
  message: 'startEvent onMessage=start',
  timer: 'startEvent timeCycle=R2/PT5S',
  signal: 'startEvent signal=begin',
};

/** The attributes of an event that waits for something. What does not interrupt may come several times. */
function waitingFor(event: OutsideEvent, message: MessageName, interrupting = true): string {
  switch (event) {
    case 'message':
      return `onMessage=${message} correlationKey="=key"`;
    case 'timer':
      return interrupting ? 'timeDuration=PT5S' : 'timeCycle=R2/PT3S';
    case 'signal':
      return 'signal=go';
  }
}

const RECEIVE_TASK = 'receiveTask message=receive correlationKey="=key"';

const SUB_PROCESS_ENDS = {
  none: 'endEvent',
  terminate: 'endEvent terminate=true',
  signal: 'endEvent signal=go',
};

/** A mapping that fails while `x` is 3. */
const MAY_FAIL = '"=assert(x, x = null or x != 3)"';

const GUARDED_ENDS = {
  none: ['endEvent'],
  error: ['endEvent error=E'],
  escalation: ['endEvent escalation=F', 'endEvent escalation=E'],
};

class ModelWriter {
  #lines: string[] = [];
  /** Complete processes. */
  readonly #processes: string[] = [];
  #count = 0;

  get text(): string {
    return this.#processes.join('');
  }

  process(id: string, { body, startEvents, events }: RandomProcess): void {
    const outer = this.#lines;
    this.#lines = [];
    this.line(`process ${id}`);
    const starts = ['startEvent', ...startEvents.map((event) => START_EVENTS[event])].map((start) =>
      this.#element(start),
    );
    const first = this.#element('exclusiveGateway');
    starts.forEach((start) => this.#flow(start, first));
    this.#flow(this.#write(body, first), this.#element('endEvent'));
    this.#eventSubProcesses(events);
    this.#processes.push(`${this.#lines.join('\n')}\n`);
    this.#lines = outer;
  }

  line(line: string): void {
    this.#lines.push(line);
  }

  /** Several end events are reached at once, the last one first. */
  container(body: Block, ...endEvents: readonly string[]): void {
    const start = this.#element('startEvent');
    const last = this.#write(body, start);
    const fork = endEvents.length === 1 ? last : this.#follow(last, this.#element('parallelGateway'));
    for (const endEvent of endEvents) this.#flow(fork, this.#element(endEvent));
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
        this.container(block.body, SUB_PROCESS_ENDS[block.end]);
        this.line('}');
        return this.#follow(previous, id);
      }
      case 'throw':
        return this.#follow(previous, this.#element(THROW_EVENTS[block.event]));
      case 'link': {
        const name = this.#id('link');
        this.#flow(previous, this.#element(`intermediateThrowEvent link=${name}`));
        return this.#element(`intermediateCatchEvent link=${name}`);
      }
      case 'call': {
        const called = this.#id('called');
        this.process(called, { body: block.body, startEvents: [], events: [] });
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
      case 'catch': {
        const mapping = block.mapped ? ' out.caught="=key"' : '';
        return this.#follow(
          previous,
          this.#element(`intermediateCatchEvent ${waitingFor(block.event, 'catch')}${mapping}`),
        );
      }
      case 'receive':
        return this.#follow(previous, this.#element(RECEIVE_TASK));
      case 'eventGateway': {
        const gateway = this.#follow(previous, this.#element('eventBasedGateway'));
        const merge = this.#element('exclusiveGateway');
        for (const { event, body } of block.branches) {
          const caught = this.#element(`intermediateCatchEvent ${waitingFor(event, 'gateway')}`);
          this.#flow(gateway, caught);
          this.#flow(this.#write(body, caught), merge);
        }
        return merge;
      }
      case 'bounded':
        return this.#bounded(this.#follow(previous, this.#activity(block.activity)), block.events);
      case 'scope': {
        const id = this.#id('scope');
        this.line(`${id}: subProcess {`);
        this.container(block.body, 'endEvent');
        this.#eventSubProcesses(block.events);
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
    const merge = this.#element('exclusiveGateway');
    ends.forEach((end) => this.#flow(end, merge));
    return merge;
  }

  #activity(activity: BoundedActivity): string {
    switch (activity.kind) {
      case 'serviceTask':
        return this.#element('serviceTask type=work');
      case 'receiveTask':
        return this.#element(RECEIVE_TASK);
      case 'callActivity': {
        const called = this.#id('called');
        this.process(called, { body: activity.body, startEvents: [], events: [] });
        return this.#element(`callActivity calls=${called}`);
      }
      case 'subProcess':
      case 'multiInstance': {
        const id = this.#id('bounded');
        const loop = activity.kind === 'subProcess' ? '' : ' loop.inputCollection="=[1,2]"';
        this.line(`${id}: subProcess${loop} {`);
        this.container(activity.body, 'endEvent');
        this.line('}');
        return id;
      }
    }
  }

  /** Boundary events; those that interrupt lead to the same merge as the activity, the others to an end of their own. */
  #bounded(activity: string, events: readonly AttachedEvent[]): string {
    const merge = this.#element('exclusiveGateway');
    this.#flow(activity, merge);
    for (const { event, interrupting } of events) {
      const caught = this.#element(
        `boundaryEvent attachedTo=${activity} cancelActivity=${String(interrupting)} out.seen=${MAY_FAIL} ` +
          waitingFor(event, 'boundary', interrupting),
      );
      if (interrupting) this.#flow(caught, merge);
      else
        this.#flow(this.#follow(caught, this.#element('serviceTask type=work')), this.#element('endEvent'));
    }
    return merge;
  }

  /** They throw nothing, or one event could start them again and again. */
  #eventSubProcesses(events: readonly AttachedEvent[]): void {
    for (const { event, interrupting } of events) {
      const start = `startEvent interrupting=${String(interrupting)} ${waitingFor(event, 'scope', interrupting)}`;
      this.#eventSubProcess(start);
    }
  }

  #eventSubProcess(startEvent: string): void {
    this.line(`${this.#id('handler')}: subProcess triggeredByEvent=true in.seen=${MAY_FAIL} {`);
    const task = this.#follow(this.#element(startEvent), this.#element('serviceTask type=work'));
    this.#flow(task, this.#element('endEvent'));
    this.line('}');
  }

  #guarded({ body, guard, end }: Extract<Block, { kind: 'guarded' }>, previous: string): string {
    const id = this.#id('guarded');
    this.line(`${id}: subProcess {`);
    // Only what has a catch event around it may throw an error: an uncaught one waits for a better model for ever.
    const catchesErrors = guard !== 'nonInterruptingBoundaryEvent';
    this.container(body, ...GUARDED_ENDS[end === 'error' && !catchesErrors ? 'none' : end]);
    if (guard === 'eventSubProcess') {
      for (const caught of ['error=*', 'escalation=E interrupting=false', 'escalation=F']) {
        this.#eventSubProcess(`startEvent ${caught}`);
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

  #id(prefix: string): string {
    this.#count += 1;
    return `${prefix}${this.#count}`;
  }
}
