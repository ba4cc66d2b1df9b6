// The whole state of a partition: its tables, and the questions that handlers ask of more than one of them.
//
// Invariants:
//  1. Only event appliers (events/) change a table.
//  2. Everything here is a fold over the events of the log, but for the key counter, which also counts other records.
import type { ExecutableProcess, FlowNode } from '@grevy/bpmn';
import { keyBaseOfPartition, type Key, type ValueOf } from '@grevy/protocol';
import { invariant } from '../failure.js';
import { bannedInstance } from './banned-instance.js';
import { elementInstance, type ElementInstance } from './element-instance.js';
import type { EventTrigger } from './event-scope.js';
import { incidentEntity } from './incident.js';
import { activatableGroup, jobEntity, type Job } from './job.js';
import { KeyGenerator } from './key-generator.js';
import { processDefinition, processVersions, tenantScoped, type ProcessDefinition } from './process-definition.js';
import { elementOfRecord, ProcessModels } from './process-models.js';
import { DueIndex } from './table/due-index.js';
import { GroupIndex } from './table/group-index.js';
import { TableSet, type TableSetOptions } from './table/table-set.js';
import { UniqueIndex } from './table/unique-index.js';
import { variableEntity, type Variable } from './variable.js';

type ProcessInstanceValue = ValueOf<'PROCESS_INSTANCE'>;

export type EngineStateOptions = Omit<TableSetOptions, 'partitionBase'>;

export class EngineState {
  readonly keys: KeyGenerator;
  readonly tables: TableSet;
  readonly #children = new GroupIndex<ElementInstance, number>((instance) =>
    instance.value.flowScopeKey > 0 ? instance.value.flowScopeKey : undefined,
  );
  readonly #variablesByName = new UniqueIndex<Variable>((variable) => variable);
  readonly #activatableJobs = new GroupIndex<Job, string>((job) =>
    job.state === 'ACTIVATABLE' ? activatableGroup(job.value.type, job.value.tenantId) : undefined,
  );
  /** Activated jobs by deadline. */
  readonly jobDeadlines = new DueIndex<Job>((job) => (job.state === 'ACTIVATED' ? [job.value.deadline] : undefined));
  /** Failed jobs that wait out their backoff, by the time at which it ends. */
  readonly jobBackoffs = new DueIndex<Job>((job) => (job.backingOff ? [job.value.recurringTime] : undefined));

  readonly elementInstances;
  readonly variables;
  readonly jobs;
  readonly incidents;
  readonly processDefinitions;
  readonly processVersions;
  readonly bannedInstances;
  readonly processModels: ProcessModels;

  constructor(
    readonly partitionId: number,
    options: EngineStateOptions = {},
  ) {
    this.keys = new KeyGenerator(partitionId);
    this.tables = new TableSet({ ...options, partitionBase: keyBaseOfPartition(partitionId) });
    this.elementInstances = this.tables.table('element-instances', elementInstance, [this.#children]);
    this.variables = this.tables.table('variables', variableEntity, [this.#variablesByName]);
    this.jobs = this.tables.table('jobs', jobEntity, [this.#activatableJobs, this.jobDeadlines, this.jobBackoffs]);
    this.incidents = this.tables.table('incidents', incidentEntity, [this.#incidentsByElement, this.#incidentsByJob]);
    this.processDefinitions = this.tables.table('process-definitions', processDefinition);
    this.processVersions = this.tables.stringTable('process-versions', processVersions);
    this.bannedInstances = this.tables.table('banned-instances', bannedInstance);
    this.processModels = new ProcessModels((key) => this.processDefinitions.get(key)?.value);
  }
}
