// The requirements between the decisions and business knowledge models of a file: who needs what, without
// cycles.
//
// Invariant: after `Requirements.of`, every walk along requirements ends within MAX_REQUIREMENT_DEPTH steps.
import type { XmlElement } from '@grevy/xml';
import { LIMIT_FAILURES, MAX_REQUIREMENT_DEPTH } from '../limits.js';
import { attribute, child, children } from './element-access.js';
import { MissingElement, UnexpectedModel } from './unexpected-model.js';

export type RequirementsResult =
  | { readonly ok: true; readonly requirements: Requirements }
  | { readonly ok: false; readonly failure: string };

type Targets = ReadonlyMap<XmlElement, readonly XmlElement[]>;

export class Requirements {
  private constructor(
    private readonly decisions: Targets,
    private readonly models: Targets,
  ) {}

  /** Resolves the requirements of a `definitions` element; throws when one leads to no fitting element. */
  static of(definitions: XmlElement): RequirementsResult {
    const byId = elementsById(definitions);
    const decisions = children(definitions, 'decision');
    const models = children(definitions, 'businessKnowledgeModel');
    const requiredDecisions = targets(
      decisions,
      'informationRequirement',
      'requiredDecision',
      'decision',
      byId,
    );
    const decisionDepth = depth(requiredDecisions);
    if (decisionDepth === 'cyclic') {
      return invalid('Invalid DMN model: Cyclic dependencies between decisions detected.');
    }
    const requiredModels = targets(
      [...decisions, ...models],
      'knowledgeRequirement',
      'requiredKnowledge',
      'businessKnowledgeModel',
      byId,
    );
    const modelDepth = depth(requiredModels);
    if (modelDepth === 'cyclic') {
      return invalid('Invalid DMN model: Cyclic dependencies between BKMs detected.');
    }
    if (decisionDepth > MAX_REQUIREMENT_DEPTH || modelDepth > MAX_REQUIREMENT_DEPTH) {
      return invalid(LIMIT_FAILURES.requirementDepth);
    }
    return { ok: true, requirements: new Requirements(requiredDecisions, requiredModels) };
  }

  /** The decisions that a decision requires, in document order. */
  decisionsOf(decision: XmlElement): readonly XmlElement[] {
    return this.decisions.get(decision) ?? [];
  }

  /** The business knowledge models that a decision or another such model requires, in document order. */
  modelsOf(element: XmlElement): readonly XmlElement[] {
    return this.models.get(element) ?? [];
  }
}

function invalid(failure: string): RequirementsResult {
  return { ok: false, failure };
}

function elementsById(root: XmlElement): ReadonlyMap<string, XmlElement> {
  const byId = new Map<string, XmlElement>();
  const open = [root];
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    const id = element.attribute('id');
    if (id !== undefined) byId.set(id, element);
    open.push(...element.children);
  }
  return byId;
}

function targets(
  sources: readonly XmlElement[],
  requirementName: string,
  referenceName: string,
  targetName: string,
  byId: ReadonlyMap<string, XmlElement>,
): Targets {
  return new Map(
    sources.map((source) => [
      source,
      children(source, requirementName).flatMap((requirement) => {
        const reference = child(requirement, referenceName);
        return reference === undefined ? [] : [resolve(reference, targetName, byId)];
      }),
    ]),
  );
}

/** The element that an `href` leads to: what follows its last `#` is the id. */
function resolve(
  reference: XmlElement,
  targetName: string,
  byId: ReadonlyMap<string, XmlElement>,
): XmlElement {
  const href = attribute(reference, 'href');
  const id = href.slice(href.lastIndexOf('#') + 1);
  const target = byId.get(id);
  if (target === undefined) throw new MissingElement(id);
  if (target.localName !== targetName) {
    throw new UnexpectedModel(
      reference,
      `must refer to a ${targetName}, but '${id}' is a ${target.localName}`,
    );
  }
  return target;
}

/** An element on the path of a walk, and which of its targets is next. */
interface Step {
  readonly element: XmlElement;
  readonly targets: readonly XmlElement[];
  next: number;
  /** The longest path below, as far as it is known. */
  depth: number;
}

/** The length of the longest path along the targets. Works without recursion, in linear time. */
function depth(targetsOf: Targets): number | 'cyclic' {
  const depths = new Map<XmlElement, number>();
  const onPath = new Set<XmlElement>();
  let deepest = 0;
  for (const start of targetsOf.keys()) {
    const path: Step[] = [];
    const enter = (element: XmlElement): void => {
      onPath.add(element);
      path.push({ element, targets: targetsOf.get(element) ?? [], next: 0, depth: 0 });
    };
    if (!depths.has(start)) enter(start);
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const target = step.targets[step.next];
      if (target === undefined) {
        depths.set(step.element, step.depth);
        deepest = Math.max(deepest, step.depth);
        onPath.delete(step.element);
        path.pop();
        continue;
      }
      const below = depths.get(target);
      if (below !== undefined) {
        step.depth = Math.max(step.depth, below + 1);
        step.next++;
      } else if (onPath.has(target)) return 'cyclic';
      else enter(target);
    }
  }
  return deepest;
}
