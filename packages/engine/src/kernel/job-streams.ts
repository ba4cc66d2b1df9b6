// The open job streams, as the engine sees them: it asks for one when a job becomes available (spec 13 §5).
export interface OpenJobStream {
  readonly streamId: number;
  readonly worker: string;
  readonly timeoutMs: number;
  readonly fetchVariables: readonly string[];
}

export interface JobStreamRegistry {
  /** A stream of this type that may see jobs of this tenant, or undefined: then workers have to poll. */
  streamFor(jobType: string, tenantId: string): OpenJobStream | undefined;
}

export const NO_JOB_STREAMS: JobStreamRegistry = { streamFor: () => undefined };
