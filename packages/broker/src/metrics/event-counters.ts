// What happens in a partition, event by event, under the names that a Zeebe dashboard reads (spec 15 §12.1).
import type { PostCommitTask } from '@grevy/engine';
import type { AnyRecord } from '@grevy/protocol';
import { Counter, type Registry } from 'prom-client';
import { ELEMENT_ACTIONS, JOB_ACTIONS } from './counted-events.js';

export class EventCounters {
  readonly #elementInstances: Counter<'action' | 'type' | 'partition'>;
  readonly #executedInstances: Counter<'organizationId' | 'type' | 'action' | 'partition'>;
  readonly #creations: Counter<'partition' | 'creation_mode'>;
  readonly #jobs: Counter<'action' | 'partition' | 'type'>;
  readonly #incidents: Counter<'action' | 'partition'>;
  readonly #decisions: Counter<'organizationId' | 'action' | 'partition'>;

  constructor(
    registry: Registry,
    private readonly partition: string,
    private readonly organizationId: string,
  ) {
    const registers = [registry];
    this.#elementInstances = new Counter({
      name: 'zeebe_element_instance_events_total',
      help: 'Number of element instances by what happened to them and their BPMN type',
      labelNames: ['action', 'type', 'partition'],
      registers,
    });
    this.#executedInstances = new Counter({
      name: 'zeebe_executed_instances_total',
      help: 'Number of root process instances by what happened to them',
      labelNames: ['organizationId', 'type', 'action', 'partition'],
      registers,
    });
    this.#creations = new Counter({
      name: 'zeebe_process_instance_creations_total',
      help: 'Number of created process instances by how they were created',
      labelNames: ['partition', 'creation_mode'],
      registers,
    });
    this.#jobs = new Counter({
      name: 'zeebe_job_events_total',
      help: 'Number of job events',
      labelNames: ['action', 'partition', 'type'],
      registers,
    });
    this.#incidents = new Counter({
      name: 'zeebe_incident_events_total',
      help: 'Number of incident events',
      labelNames: ['action', 'partition'],
      registers,
    });
    this.#decisions = new Counter({
      name: 'zeebe_evaluated_dmn_elements_total',
      help: 'Number of evaluated DMN elements, required decisions included',
      labelNames: ['organizationId', 'action', 'partition'],
      registers,
    });
  }

  /** Jobs that workers were told about, or that were pushed to them. */
  countTask(task: PostCommitTask): void {
    const { partition } = this;
    if (task.kind === 'jobs-available')
      this.#jobs.inc({ action: 'workers notified', partition, type: task.jobType });
    else if (task.kind === 'push-job')
      this.#jobs.inc({ action: 'pushed', partition, type: task.push.job.type });
  }

  count(event: AnyRecord): void {
    const { partition } = this;
    switch (event.valueType) {
      case 'PROCESS_INSTANCE': {
        const action = ELEMENT_ACTIONS[event.intent];
        if (action === undefined) return;
        this.#elementInstances.inc({ action, type: event.value.bpmnElementType, partition });
        if (event.value.bpmnElementType !== 'PROCESS' || event.value.parentProcessInstanceKey > 0) return;
        this.#executedInstances.inc({
          organizationId: this.organizationId,
          type: 'ROOT_PROCESS_INSTANCE',
          action,
          partition,
        });
        return;
      }
      case 'PROCESS_INSTANCE_CREATION': {
        const atGivenElement = event.value.startInstructions.length > 0;
        const mode = atGivenElement ? 'creation_at_given_element' : 'creation_at_default_start_event';
        this.#creations.inc({ partition, creation_mode: mode });
        return;
      }
      case 'JOB': {
        const action = JOB_ACTIONS[event.intent];
        if (action !== undefined) this.#jobs.inc({ action, partition, type: event.value.type });
        return;
      }
      case 'JOB_BATCH':
        this.#jobs.inc(
          { action: 'activated', partition, type: event.value.type },
          event.value.jobKeys.length,
        );
        return;
      case 'INCIDENT':
        this.#incidents.inc({ action: event.intent === 'CREATED' ? 'created' : 'resolved', partition });
        return;
      case 'DECISION_EVALUATION':
        this.#decisions.inc(
          {
            organizationId: this.organizationId,
            action: event.intent === 'FAILED' ? 'evaluated_failed' : 'evaluated_successfully',
            partition,
          },
          event.value.evaluatedDecisions.length,
        );
        return;
      default:
    }
  }
}
