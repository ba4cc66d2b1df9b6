// What happens in a partition, event by event, under the names that a Zeebe dashboard reads (spec 15 §12.1).
import type { PostCommitTask } from '@grevy/engine';
import type { AnyRecord } from '@grevy/protocol';
import type { Registry } from 'prom-client';
import { ELEMENT_ACTIONS, JOB_ACTIONS } from './counted-events.js';
import { TalliedCounter } from './tallied-counter.js';

export class EventCounters {
  readonly #elementInstances: TalliedCounter;
  readonly #executedInstances: TalliedCounter;
  readonly #creations: TalliedCounter;
  readonly #jobs: TalliedCounter;
  readonly #incidents: TalliedCounter;
  readonly #decisions: TalliedCounter;

  constructor(registry: Registry, partition: string, organizationId: string) {
    const registers = [registry];
    const ofPartition = { partition };
    const ofOrganization = { organizationId, partition };
    this.#elementInstances = new TalliedCounter({
      name: 'zeebe_element_instance_events_total',
      help: 'Number of element instances by what happened to them and their BPMN type',
      labelNames: ['action', 'type'],
      constantLabels: ofPartition,
      registers,
    });
    this.#executedInstances = new TalliedCounter({
      name: 'zeebe_executed_instances_total',
      help: 'Number of root process instances by what happened to them',
      labelNames: ['type', 'action'],
      constantLabels: ofOrganization,
      registers,
    });
    this.#creations = new TalliedCounter({
      name: 'zeebe_process_instance_creations_total',
      help: 'Number of created process instances by how they were created',
      labelNames: ['creation_mode'],
      constantLabels: ofPartition,
      registers,
    });
    this.#jobs = new TalliedCounter({
      name: 'zeebe_job_events_total',
      help: 'Number of job events',
      labelNames: ['action', 'type'],
      constantLabels: ofPartition,
      registers,
    });
    this.#incidents = new TalliedCounter({
      name: 'zeebe_incident_events_total',
      help: 'Number of incident events',
      labelNames: ['action'],
      constantLabels: ofPartition,
      registers,
    });
    this.#decisions = new TalliedCounter({
      name: 'zeebe_evaluated_dmn_elements_total',
      help: 'Number of evaluated DMN elements, required decisions included',
      labelNames: ['action'],
      constantLabels: ofOrganization,
      registers,
    });
  }

  /** Jobs that workers were told about, or that were pushed to them. */
  countTask(task: PostCommitTask): void {
    if (task.kind === 'jobs-available') this.#jobs.inc(['workers notified', task.jobType]);
    else if (task.kind === 'push-job') this.#jobs.inc(['pushed', task.push.job.type]);
  }

  count(event: AnyRecord): void {
    switch (event.valueType) {
      case 'PROCESS_INSTANCE': {
        const action = ELEMENT_ACTIONS[event.intent];
        if (action === undefined) return;
        this.#elementInstances.inc([action, event.value.bpmnElementType]);
        if (event.value.bpmnElementType !== 'PROCESS' || event.value.parentProcessInstanceKey > 0) return;
        this.#executedInstances.inc(['ROOT_PROCESS_INSTANCE', action]);
        return;
      }
      case 'PROCESS_INSTANCE_CREATION': {
        const atGivenElement = event.value.startInstructions.length > 0;
        this.#creations.inc([
          atGivenElement ? 'creation_at_given_element' : 'creation_at_default_start_event',
        ]);
        return;
      }
      case 'JOB': {
        const action = JOB_ACTIONS[event.intent];
        if (action !== undefined) this.#jobs.inc([action, event.value.type]);
        return;
      }
      case 'JOB_BATCH':
        this.#jobs.inc(['activated', event.value.type], event.value.jobKeys.length);
        return;
      case 'INCIDENT':
        this.#incidents.inc([event.intent === 'CREATED' ? 'created' : 'resolved']);
        return;
      case 'DECISION_EVALUATION':
        this.#decisions.inc(
          [event.intent === 'FAILED' ? 'evaluated_failed' : 'evaluated_successfully'],
          event.value.evaluatedDecisions.length,
        );
        return;
      default:
    }
  }
}
