// The whole state of a partition: its tables, and the questions that handlers ask of them.
//
// Invariants:
//  1. Only event appliers (events/) change a table.
//  2. Everything here is a fold over the events of the log, but for the key counter, which also counts follow-up
//     commands.
import type { ExecutableProcess, FlowNode } from '@grevy/bpmn';
import { isKey, makeKey, type Key, type ValueOf } from '@grevy/protocol';
import { invariant } from '../failure.js';
import { bannedInstance } from './banned-instance.js';
import { DecisionModels } from './decision-models.js';
import { decisionRequirements, type DecisionRequirements } from './decision-requirements.js';
import { decision, type Decision } from './decision.js';
import { deletedResource } from './deleted-resource.js';
import { deployedVersions } from './deployed-versions.js';
import { entityCodec } from './entity-codec.js';
import { elementInstance, type ElementInstance } from './element-instance.js';
import { isBoundaryTarget } from './event-scope-rules.js';
import type { EventTrigger } from './event-scope.js';
import { form, formVersions, type Form } from './form.js';
import { incident, type Incident } from './incident.js';
import { activatableGroup, job, type Job } from './job.js';
import { KeyGenerator } from './key-generator.js';
import { MessageStartEventSubscriptions } from './message-start-event-subscriptions.js';
import { MessageSubscriptions } from './message-subscriptions.js';
import { Messages } from './messages.js';
import { pendingDistribution } from './pending-distribution.js';
import {
  processDefinition,
  processVersions,
  tenantScoped,
  type ProcessDefinition,
} from './process-definition.js';
import { ProcessMessageSubscriptions } from './process-message-subscriptions.js';
import { elementOfRecord, ProcessModels } from './process-models.js';
import { ProcessStartTriggers } from './process-start-triggers.js';
import { SignalSubscriptions } from './signal-subscriptions.js';
import { DueIndex } from './table/due-index.js';
import { GroupIndex } from './table/group-index.js';
import { TableSet, type TableSetOptions } from './table/table-set.js';
import { UniqueIndex } from './table/unique-index.js';
import { Timers } from './timers.js';
import { variable, type Variable } from './variable.js';

type ProcessInstanceValue = ValueOf<'PROCESS_INSTANCE'>;

export interface EngineStateOptions extends Omit<TableSetOptions, 'partitionBase'> {
  /** Parsed decision requirements graphs that are kept; all by default. */
  readonly cachedDecisionModels?: number | undefined;
}

export class EngineState {
  readonly keys: KeyGenerator;
  readonly tables: TableSet;
  readonly #childrenByScope = new GroupIndex<ElementInstance, number>(({ value }) =>
    keyOrNone(value.flowScopeKey),
  );
  readonly #processInstancesByDefinition = new GroupIndex<ElementInstance, number>(({ value }) =>
    value.bpmnElementType === 'PROCESS' ? keyOrNone(value.processDefinitionKey) : undefined,
  );
  readonly #variablesByName = new UniqueIndex<Variable>((variable) => variable);
  readonly #activatableJobs = new GroupIndex<Job, string>(({ state, value }) =>
    state === 'ACTIVATABLE' ? activatableGroup(value.type, value.tenantId) : undefined,
  );
  readonly #incidentsByElement = new GroupIndex<Incident, number>(({ value }) =>
    value.jobKey > 0 ? undefined : keyOrNone(value.elementInstanceKey),
  );
  readonly #incidentsByJob = new GroupIndex<Incident, number>(({ value }) => keyOrNone(value.jobKey));
  readonly #decisionsByRequirements = new GroupIndex<Decision, number>(({ value }) =>
    keyOrNone(value.decisionRequirementsKey),
  );
  /** Activated jobs by deadline. */
  readonly jobDeadlines = new DueIndex<Job>(({ state, value }) =>
    state === 'ACTIVATED' ? [value.deadline] : undefined,
  );
  /** Failed jobs that wait out their backoff, by the time at which it ends. */
  readonly jobBackoffs = new DueIndex<Job>(({ backingOff, value }) =>
    backingOff ? [value.recurringTime] : undefined,
  );

  readonly elementInstances;
  readonly variables;
  readonly jobs;
  readonly incidents;
  readonly processDefinitions;
  readonly processVersions;
  readonly decisions;
  readonly decisionVersions;
  readonly decisionRequirements;
  readonly decisionRequirementsVersions;
  readonly forms;
  readonly formVersions;
  readonly bannedInstances;
  readonly messages: Messages;
  readonly messageSubscriptions: MessageSubscriptions;
  readonly processMessageSubscriptions: ProcessMessageSubscriptions;
  readonly messageStartEventSubscriptions: MessageStartEventSubscriptions;
  readonly timers: Timers;
  readonly signalSubscriptions: SignalSubscriptions;
  readonly processStartTriggers: ProcessStartTriggers;
  readonly pendingDistributions;
  readonly deletedResources;
  readonly processModels: ProcessModels;
  readonly decisionModels: DecisionModels;

  constructor(
    readonly partitionId: number,
    options: EngineStateOptions = {},
  ) {
    this.keys = new KeyGenerator(partitionId);
    this.tables = new TableSet({ ...options, partitionBase: makeKey(partitionId, 0) });
    const { tables } = this;
    this.elementInstances = tables.table('element-instances', entityCodec(elementInstance), [
      this.#childrenByScope,
      this.#processInstancesByDefinition,
    ]);
    this.variables = tables.table('variables', entityCodec(variable), [this.#variablesByName]);
    this.jobs = tables.table('jobs', entityCodec(job), [
      this.#activatableJobs,
      this.jobDeadlines,
      this.jobBackoffs,
    ]);
    this.incidents = tables.table('incidents', entityCodec(incident), [
      this.#incidentsByElement,
      this.#incidentsByJob,
    ]);
    this.processDefinitions = tables.table('process-definitions', entityCodec(processDefinition));
    this.processVersions = tables.stringTable('process-versions', entityCodec(processVersions));
    this.decisions = tables.table('decisions', entityCodec(decision), [this.#decisionsByRequirements]);
    this.decisionVersions = tables.stringTable('decision-versions', entityCodec(deployedVersions));
    this.decisionRequirements = tables.table('decision-requirements', entityCodec(decisionRequirements));
    this.decisionRequirementsVersions = tables.stringTable(
      'decision-requirements-versions',
      entityCodec(deployedVersions),
    );
    this.forms = tables.table('forms', entityCodec(form));
    this.formVersions = tables.stringTable('form-versions', entityCodec(formVersions));
    this.deletedResources = tables.table('deleted-resources', entityCodec(deletedResource));
    this.pendingDistributions = tables.table('pending-distributions', entityCodec(pendingDistribution));
    this.bannedInstances = tables.table('banned-instances', entityCodec(bannedInstance));
    this.messages = new Messages(tables);
    this.messageSubscriptions = new MessageSubscriptions(tables, partitionId);
    this.processMessageSubscriptions = new ProcessMessageSubscriptions(tables);
    this.messageStartEventSubscriptions = new MessageStartEventSubscriptions(tables);
    this.timers = new Timers(tables);
    this.signalSubscriptions = new SignalSubscriptions(tables);
    this.processStartTriggers = new ProcessStartTriggers(tables);
    this.processModels = new ProcessModels((key) => this.processDefinitions.get(key)?.value);
    this.decisionModels = new DecisionModels(
      (key) => this.decisionRequirements.get(key)?.value.resource,
      options.cachedDecisionModels,
    );
  }

  // Element instances

  /** An element instance that must exist. */
  instanceOf(key: Key): ElementInstance {
    const instance = this.elementInstances.get(key);
    invariant(instance !== undefined, `Expected element instance ${key} to exist`);
    return instance;
  }

  /** The direct children of a scope, ascending by key; it tolerates changes between two steps. */
  *childrenOf(scopeKey: Key, fromKey?: Key): Generator<ElementInstance, void, undefined> {
    for (const key of this.#childrenByScope.keysOf(scopeKey, fromKey)) {
      const child = this.elementInstances.get(key);
      if (child !== undefined) yield child;
    }
  }

  processModel(processDefinitionKey: Key): ExecutableProcess {
    return this.processModels.get(processDefinitionKey);
  }

  /** The model element that an element instance is an instance of. */
  modelElement(value: ProcessInstanceValue): ExecutableProcess | FlowNode {
    return elementOfRecord(this.processModel(value.processDefinitionKey), value);
  }

  // Variables

  /** The scope around a scope; a process instance has none. */
  parentScopeOf(scopeKey: Key): Key | undefined {
    const parent = this.elementInstances.get(scopeKey)?.value.flowScopeKey;
    return parent !== undefined && parent > 0 ? parent : undefined;
  }

  localVariable(scopeKey: Key, name: string): Variable | undefined {
    const key = this.#variablesByName.find(scopeKey, name);
    return key === undefined ? undefined : this.variables.get(key);
  }

  hasLocalVariables(scopeKey: Key): boolean {
    return this.#variablesByName.hasAny(scopeKey);
  }

  localVariables(scopeKey: Key): readonly Variable[] {
    const variables: Variable[] = [];
    if (!this.hasLocalVariables(scopeKey)) return variables;
    for (const key of this.#variablesByName.keysOf(scopeKey)) {
      const variable = this.variables.get(key);
      if (variable !== undefined) variables.push(variable);
    }
    return variables;
  }

  // Events

  /** CAN_TRIGGER of spec 11 §11.2: whether the instance's event scope would store a trigger of this target. */
  acceptsTrigger(instance: ElementInstance, targetElementId: string): boolean {
    const { exists, accepting, interrupted } = instance.eventScope;
    if (!exists || !accepting) return false;
    return !interrupted || isBoundaryTarget(this.modelElement(instance.value), targetElementId);
  }

  /** The first trigger for the instance itself: the result of its job, its message, its called process. */
  ownEventTrigger(key: Key): EventTrigger | undefined {
    const instance = this.elementInstances.get(key);
    return instance?.eventScope.triggers.find(
      ({ targetElementId }) => targetElementId === instance.value.elementId,
    );
  }

  /** The first trigger, if it is for another element than the instance itself. */
  pendingEvent(key: Key): EventTrigger | undefined {
    const instance = this.elementInstances.get(key);
    const trigger = instance?.eventScope.triggers[0];
    return trigger === undefined || trigger.targetElementId === instance?.value.elementId
      ? undefined
      : trigger;
  }

  // Jobs and incidents

  /** Keys of the activatable jobs of several tenants, ascending; it tolerates changes between two steps. */
  *activatableJobs(type: string, tenantIds: readonly string[]): Generator<number, void, undefined> {
    const groups = tenantIds.map((tenantId) => activatableGroup(type, tenantId));
    for (let fromKey = 0; ;) {
      let next: number | undefined;
      for (const group of groups) {
        const first = this.#activatableJobs.first(group, fromKey);
        if (first !== undefined && (next === undefined || first < next)) next = first;
      }
      if (next === undefined) return;
      yield next;
      fromKey = next + 1;
    }
  }

  incidentOfElement(elementInstanceKey: Key): Key | undefined {
    return asKey(this.#incidentsByElement.first(elementInstanceKey));
  }

  incidentOfJob(jobKey: Key): Key | undefined {
    return asKey(this.#incidentsByJob.first(jobKey));
  }

  // Process definitions

  latestProcess(bpmnProcessId: string, tenantId: string): ProcessDefinition | undefined {
    const versions = this.processVersions.get(tenantScoped(tenantId, bpmnProcessId));
    return versions === undefined ? undefined : this.processDefinitions.get(versions.latestKey);
  }

  processByVersion(bpmnProcessId: string, version: number, tenantId: string): ProcessDefinition | undefined {
    const versions = this.processVersions.get(tenantScoped(tenantId, bpmnProcessId));
    for (const key of versions?.keys ?? []) {
      const definition = this.processDefinitions.get(key);
      if (definition?.value.version === version) return definition;
    }
    return undefined;
  }

  /** Whether instances of the process are running; banned ones do not count. */
  hasRunningInstances(processDefinitionKey: Key): boolean {
    for (const key of this.#processInstancesByDefinition.keysOf(processDefinitionKey)) {
      if (!this.bannedInstances.has(key)) return true;
    }
    return false;
  }

  // Decisions

  latestDecision(decisionId: string, tenantId: string): Decision | undefined {
    const key = this.decisionVersions.get(tenantScoped(tenantId, decisionId))?.keys.at(-1);
    return key === undefined ? undefined : this.decisions.get(key);
  }

  latestDecisionRequirements(id: string, tenantId: string): DecisionRequirements | undefined {
    const key = this.decisionRequirementsVersions.get(tenantScoped(tenantId, id))?.keys.at(-1);
    return key === undefined ? undefined : this.decisionRequirements.get(key);
  }

  /** The decisions of a decision requirements graph, in document order. */
  decisionsOf(decisionRequirementsKey: Key): readonly Decision[] {
    const keys = [...this.#decisionsByRequirements.keysOf(decisionRequirementsKey)];
    return keys.map((key) => this.decisions.getOrThrow(key));
  }

  // Forms

  latestForm(formId: string, tenantId: string): Form | undefined {
    const versions = this.formVersions.get(tenantScoped(tenantId, formId));
    return versions === undefined ? undefined : this.forms.get(versions.latestKey);
  }

  /** Highest version that the form ever had, 0 if none. */
  latestFormVersion(formId: string, tenantId: string): number {
    return this.formVersions.get(tenantScoped(tenantId, formId))?.latestVersion ?? 0;
  }

  // Batches

  mark(): void {
    this.keys.mark();
  }

  commit(): void {
    this.tables.journal.commit();
  }

  rollback(): void {
    this.tables.journal.rollback();
    this.keys.rollback();
  }
}

function keyOrNone(key: Key): Key | undefined {
  return key > 0 ? key : undefined;
}

function asKey(key: number | undefined): Key | undefined {
  return key !== undefined && isKey(key) ? key : undefined;
}
