// What one partition counts, under the names that a Zeebe dashboard reads (spec 15 §12.1).
import type { AnyRecord } from '@grevy/protocol';
import { Counter, Histogram, Registry } from 'prom-client';
import type { TurnResult } from '../partition/turn.js';
import { ELEMENT_ACTIONS, JOB_ACTIONS } from './counted-events.js';

const BATCH_COMMAND_BUCKETS = [1, 2, 4, 8, 16, 32, 64, 128];

export class PartitionMetrics {
  readonly registry = new Registry();
  readonly #partition: string;
  readonly #records: Counter<'action' | 'partition'>;
  readonly #replayed: Counter<'partition'>;
  readonly #batchCommands: Histogram<'partition'>;
  readonly #elementInstances: Counter<'action' | 'type' | 'partition'>;
  readonly #executedInstances: Counter<'organizationId' | 'type' | 'action' | 'partition'>;
  readonly #creations: Counter<'partition' | 'creation_mode'>;
  readonly #jobs: Counter<'action' | 'partition' | 'type'>;
  readonly #incidents: Counter<'action' | 'partition'>;

  constructor(partitionId: number) {
    this.#partition = String(partitionId);
    const registers = [this.registry];
    this.#records = new Counter({
      name: 'zeebe_stream_processor_records_total',
      help: 'Number of records processed, skipped and written by the partition',
      labelNames: ['action', 'partition'],
      registers,
    });
    this.#replayed = new Counter({
      name: 'zeebe_replay_events_total',
      help: 'Number of records replayed at the start',
      labelNames: ['partition'],
      registers,
    });
    this.#batchCommands = new Histogram({
      name: 'zeebe_stream_processor_batch_processing_commands',
      help: 'Commands that one turn of the partition has processed',
      labelNames: ['partition'],
      buckets: BATCH_COMMAND_BUCKETS,
      registers,
    });
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
  }

  recovered(replayedRecords: number): void {
    this.#replayed.inc({ partition: this.#partition }, replayedRecords);
  }

  /** Counts a confirmed batch. */
  committed(result: TurnResult): void {
    const partition = this.#partition;
    this.#records.inc({ action: 'processed', partition }, result.processed.length);
    this.#records.inc({ action: 'written', partition }, result.recordCount);
    if (result.processed.length > 0) this.#batchCommands.observe({ partition }, result.processed.length);
    for (const event of result.countedEvents) this.#count(event);
  }

  #count(event: AnyRecord): void {
    const partition = this.#partition;
    switch (event.valueType) {
      case 'PROCESS_INSTANCE': {
        const action = ELEMENT_ACTIONS[event.intent];
        if (action === undefined) return;
        this.#elementInstances.inc({ action, type: event.value.bpmnElementType, partition });
        if (event.value.bpmnElementType !== 'PROCESS' || event.value.parentProcessInstanceKey > 0) return;
        this.#executedInstances.inc({
          organizationId: 'null',
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
      default:
    }
  }
}
