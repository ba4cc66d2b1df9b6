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
    const requiredDecisions = targets(decisions, 'informationRequirement', 'requiredDecision', 'decision', byId);
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
    throw new UnexpectedModel(reference, `must refer to a ${targetName}, but '${id}' is a ${target.localName}`);
  }
  return target;
}

/** The length of the longest path along the targets, in steps. Works without recursion. */
function depth(targetsOf: Targets): number | 'cyclic' {
  const depths = new Map<XmlElement, number>();
  const onPath = new Set<XmlElement>();
  for (const start of targetsOf.keys()) {
    const path = [start];
    for (let element = path.at(-1); element !== undefined; element = path.at(-1)) {
      if (depths.has(element)) {
        path.pop();
        continue;
      }
      onPath.add(element);
      const open = (targetsOf.get(element) ?? []).find((target) => !depths.has(target));
      if (open !== undefined) {
        if (onPath.has(open)) return 'cyclic';
        path.push(open);
        continue;
      }
      const below = (targetsOf.get(element) ?? []).map((target) => (depths.get(target) ?? 0) + 1);
      depths.set(element, Math.max(0, ...below));
      onPath.delete(element);
      path.pop();
    }
  }
  return Math.max(0, ...depths.values());
}
