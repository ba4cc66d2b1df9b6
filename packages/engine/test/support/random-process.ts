// Random block-structured processes in the model language: every fork has its join, so every path can end.
import fc from 'fast-check';

/** A piece of a process with one way in and one way out. */
export type Block =
  | { readonly kind: 'task'; readonly type: 'task' | 'manualTask' }
  | { readonly kind: 'job'; readonly type: 'serviceTask' | 'sendTask' | 'userTask'; readonly mapped: boolean }
  | { readonly kind: 'script' }
  | { readonly kind: 'sequence'; readonly blocks: readonly Block[] }
  | { readonly kind: 'exclusive' | 'inclusive' | 'parallel'; readonly branches: readonly Block[] }
  | { readonly kind: 'subProcess'; readonly body: Block; readonly endsByTermination: boolean };

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
      endsByTermination: fc.boolean(),
    }),
  ),
})).block;

/** The model text of a process `random` with this body. Conditions read the variable `x`, a small number. */
export function modelOf(block: Block): string {
  const writer = new ModelWriter();
  writer.line('process random');
  writer.container(block, false);
  return writer.text;
}

class ModelWriter {
  #lines: string[] = [];
  #count = 0;

  get text(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  line(line: string): void {
    this.#lines.push(line);
  }

  container(body: Block, endsByTermination: boolean): void {
    const start = this.#element('startEvent');
    const last = this.#write(body, start);
    const end = this.#element(endsByTermination ? 'endEvent terminate=true' : 'endEvent');
    this.#flow(last, end);
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
        this.container(block.body, block.endsByTermination);
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
    const merge = this.#element('exclusiveGateway');
    ends.forEach((end) => this.#flow(end, merge));
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
