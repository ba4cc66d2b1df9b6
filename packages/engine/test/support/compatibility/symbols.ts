// The symbols of BPMN 2.0, what 8.3 does with each (spec 10 §8), and which evidence shows that the engine does the same.
import type { RunElement } from './evidence.js';

/** How a transcript shows it. */
export type Proof =
  /** It runs such an element. */
  | { readonly kind: 'run'; readonly matches: (element: RunElement) => boolean }
  /** It deploys this file: `<transcript>#<file>`. */
  | { readonly kind: 'accepted' | 'refused'; readonly file: string };

export interface SymbolRow {
  readonly symbol: string;
  /** What 8.3 does with it, in the words of the page. */
  readonly behaviour: string;
  readonly proof: Proof;
}

export interface SymbolGroup {
  readonly title: string;
  readonly rows: readonly SymbolRow[];
}

type ElementType = RunElement['elementType'];

function runs(elementType: ElementType, isOne: (element: RunElement) => boolean = () => true): Proof {
  return { kind: 'run', matches: (element) => element.elementType === elementType && isOne(element) };
}

const isImplementedBy = (implementation: string) => (element: RunElement) =>
  'implementation' in element && element.implementation === implementation;

const accepted = (file: string): Proof => ({ kind: 'accepted', file: `elements/${file}.bpmn` });
const refused = (file: string): Proof => ({ kind: 'refused', file: `elements/${file}.bpmn` });

const IGNORED = accepted('process/ignored-symbols#everything');

const executed = (symbol: string, proof: Proof, how = 'executed'): SymbolRow => ({
  symbol,
  behaviour: how,
  proof,
});
const ignored = (symbol: string, how = 'accepted, ignored'): SymbolRow => ({
  symbol,
  behaviour: how,
  proof: IGNORED,
});
const rejected = (symbol: string, file: string): SymbolRow => ({
  symbol,
  behaviour: 'refused',
  proof: refused(file),
});

export const GROUPS: readonly SymbolGroup[] = [
  {
    title: 'Participants, data, artifacts',
    rows: [
      ignored('collaboration, pool, lane set, lane, message flow'),
      executed('several processes in a file', IGNORED, 'all executable ones are deployed'),
      ignored('text annotation, group, association'),
      ignored('data object, data store and their references, properties, ioSpecification'),
      ignored('documentation, extension elements of other namespaces, diagrams'),
    ],
  },
  {
    title: 'Activities',
    rows: [
      executed('undefined task', runs('TASK'), 'executed, passes through'),
      executed('manual task', runs('MANUAL_TASK'), 'executed, passes through'),
      executed('service task', runs('SERVICE_TASK'), 'executed by a job'),
      executed('send task', runs('SEND_TASK', isImplementedBy('job')), 'executed by a job'),
      executed(
        'send task with `zeebe:publishMessage`',
        accepted('send-task/publish-message#publish-message'),
        'accepted, fails when it is reached',
      ),
      executed('receive task', runs('RECEIVE_TASK')),
      executed('user task', runs('USER_TASK'), 'executed by a job of type `io.camunda.zeebe:userTask`'),
      executed('script task with a FEEL script', runs('SCRIPT_TASK', isImplementedBy('script'))),
      executed(
        'script task with a task definition',
        runs('SCRIPT_TASK', isImplementedBy('job')),
        'executed by a job',
      ),
      executed(
        'business rule task with a called decision',
        runs('BUSINESS_RULE_TASK', isImplementedBy('calledDecision')),
      ),
      executed(
        'business rule task with a task definition',
        runs('BUSINESS_RULE_TASK', isImplementedBy('job')),
        'executed by a job',
      ),
      executed('call activity', runs('CALL_ACTIVITY')),
      executed('embedded sub-process', runs('SUB_PROCESS')),
      executed('event sub-process', runs('EVENT_SUB_PROCESS')),
      rejected('transaction sub-process', 'sub-process/refused#transaction'),
      rejected('ad-hoc sub-process', 'sub-process/refused#ad-hoc-sub-process'),
      executed(
        'parallel multi-instance marker',
        runs('MULTI_INSTANCE_BODY', (body) => !isSequential(body)),
      ),
      executed('sequential multi-instance marker', runs('MULTI_INSTANCE_BODY', isSequential)),
      ignored('standard loop marker', 'accepted, runs once'),
      ignored('compensation marker'),
    ],
  },
  {
    title: 'Gateways and flows',
    rows: [
      executed('exclusive gateway, fork and merge', runs('EXCLUSIVE_GATEWAY')),
      executed('parallel gateway, fork and join', runs('PARALLEL_GATEWAY')),
      executed('inclusive gateway, fork', runs('INCLUSIVE_GATEWAY')),
      rejected('inclusive gateway, join', 'inclusive-gateway/refused#join'),
      executed('event-based gateway with message, timer and signal events', runs('EVENT_BASED_GATEWAY')),
      rejected('event-based gateway with a receive task', 'event-based-gateway/refused#receive-task'),
      rejected('complex gateway', 'inclusive-gateway/refused#complex-gateway'),
      executed(
        'sequence flow, default flow, conditional flow at a gateway',
        runs('EXCLUSIVE_GATEWAY', hasDefault),
      ),
      rejected(
        'conditional flow at an activity or event',
        'inclusive-gateway/refused#conditional-flow-at-a-task',
      ),
      ignored('default flow at an activity', 'accepted, all flows are taken'),
      executed(
        'uncontrolled fork',
        runs('START_EVENT', (element) => 'outgoing' in element && element.outgoing.length > 1),
        'executed, all flows are taken',
      ),
      executed(
        'uncontrolled merge',
        runs('END_EVENT', (element) => 'incoming' in element && element.incoming.length > 1),
        'executed once per token',
      ),
    ],
  },
];

function isSequential(body: RunElement): boolean {
  return body.elementType === 'MULTI_INSTANCE_BODY' && body.loop.isSequential;
}

function hasDefault(gateway: RunElement): boolean {
  return gateway.elementType === 'EXCLUSIVE_GATEWAY' && gateway.defaultFlow !== undefined;
}
