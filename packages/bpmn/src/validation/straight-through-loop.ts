// A loop that never waits would be executed forever: pass-through tasks in a circle (spec 10 §7.6).
import { BPMN_LIMITS } from '../limits.js';
import type {
  ExecutableProcess,
  FlowNode,
  FlowScope,
  ProcessElement,
  StartEvent,
} from '../model/elements.js';
import { reportProcess } from './report.js';

const PASS_THROUGH: ReadonlySet<string> = new Set([
  'TASK',
  'MANUAL_TASK',
  'EXCLUSIVE_GATEWAY',
  'INCLUSIVE_GATEWAY',
  'PARALLEL_GATEWAY',
  'START_EVENT',
  'END_EVENT',
  'SUB_PROCESS',
  'MULTI_INSTANCE_BODY',
  'CALL_ACTIVITY',
]);
/** The walks start here; a circle without any of these is not looked for. */
const STARTS: ReadonlySet<string> = new Set(['TASK', 'MANUAL_TASK', 'CALL_ACTIVITY']);

/** The block of the rejection (spec 10 §7.2), or undefined if no process of the file has such a loop. */
export function checkStraightThroughLoops(
  resourceName: string,
  processes: readonly ExecutableProcess[],
): string | undefined {
  const byId = new Map(processes.map((process) => [process.id, process]));
  let report = '';
  for (const process of processes) {
    const finding = new LoopSearch(byId).search(process);
    if (finding === undefined) continue;
    if (finding.kind === 'noStartEvent') return `'${resourceName}': null`;
    report += reportProcess(process.id, finding.message);
  }
  return report === '' ? undefined : `\`${resourceName}\`: ${report}`;
}

type Finding = { readonly kind: 'noStartEvent' } | { readonly kind: 'loop'; readonly message: string };

class LoopSearch {
  /** Elements from which no loop can be reached. */
  private readonly cleared = new Set<FlowNode>();
  private readonly path: FlowNode[] = [];
  private readonly onPath = new Set<FlowNode>();

  constructor(private readonly processes: ReadonlyMap<string, ExecutableProcess>) {}

  search(process: ExecutableProcess): Finding | undefined {
    for (const start of startsOf(process)) {
      const finding = this.visit(start);
      if (finding !== undefined) return finding;
    }
    return undefined;
  }

  private visit(node: FlowNode): Finding | undefined {
    if (!PASS_THROUGH.has(node.elementType) || this.cleared.has(node)) return undefined;
    // The body of a multi-instance activity has the id of its inner activity and is not named on its own.
    if (node.elementType === 'MULTI_INSTANCE_BODY') return this.visit(node.innerActivity);
    if (this.onPath.has(node)) return this.loopFrom(node);
    if (this.path.length >= BPMN_LIMITS.maxPathLength) {
      return {
        kind: 'loop',
        message: 'Process contains a very long chain of tasks of type [MANUAL_TASK, TASK, CALL_ACTIVITY]',
      };
    }
    this.path.push(node);
    this.onPath.add(node);
    const successors = this.successorsOf(node);
    if (successors === undefined) return { kind: 'noStartEvent' };
    for (const next of successors) {
      const finding = this.visit(next);
      if (finding !== undefined) return finding;
    }
    this.path.pop();
    this.onPath.delete(node);
    this.cleared.add(node);
    return undefined;
  }

  /** Undefined if a called process cannot be started. */
  private successorsOf(node: FlowNode): readonly FlowNode[] | undefined {
    if (node.elementType === 'SUB_PROCESS') return [node.startEvent];
    if (node.elementType === 'CALL_ACTIVITY') {
      const called = node.processId.kind === 'static' ? this.processes.get(node.processId.text) : undefined;
      return called === undefined ? [] : optional(called.noneStartEvent);
    }
    if (node.outgoing.length > 0) return node.outgoing.map((flow) => flow.target);
    return targetsOf(node.flowScope);
  }

  private loopFrom(node: FlowNode): Finding {
    const ids = [...this.path.slice(this.path.indexOf(node)), node].map(({ id }) => id);
    const message = `Processes are not allowed to contain a straight-through processing loop: ${ids.join(' > ')}`;
    return { kind: 'loop', message };
  }
}

function startsOf(process: ExecutableProcess): readonly FlowNode[] {
  return process.elements.filter(isStart).sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function isStart(element: ProcessElement): element is FlowNode {
  return STARTS.has(element.elementType);
}

function targetsOf(scope: FlowScope): readonly FlowNode[] {
  return scope.elementType === 'PROCESS' ? [] : scope.outgoing.map((flow) => flow.target);
}

function optional(event: StartEvent | undefined): readonly FlowNode[] | undefined {
  return event === undefined ? undefined : [event];
}
