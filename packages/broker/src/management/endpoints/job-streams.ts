// `/actuator/jobstreams`: the open job streams, as the broker (`remote`) and as the gateway (`client`) sees them.
import type { JobStreamSpec } from '@grevy/protocol';
import type { Broker } from '../../broker.js';
import { isoDuration } from '../iso-duration.js';
import { json, NOT_FOUND, NOT_STARTED, type Endpoint } from '../endpoint.js';

const TYPES = ['remote', 'client'] as const;

export function jobStreams(broker: () => Broker | undefined): Endpoint {
  return {
    id: 'jobstreams',
    path: '/actuator/jobstreams',
    methods: ['GET'],
    answer({ below: [type, ...rest] }) {
      const running = broker();
      if (running === undefined) return NOT_STARTED;
      if (rest.length > 0) return NOT_FOUND;
      switch (type) {
        case undefined:
          return json({ remote: remote(running), client: client(running) });
        case 'remote':
          return json(remote(running));
        case 'client':
          return json(client(running));
        default:
          return json(
            { error: `No known stream type '${type}'; should be one of [${TYPES.join(', ')}]` },
            400,
          );
      }
    },
  };
}

function remote({ jobStreams: streams }: Broker) {
  return [...streams].map((stream) => ({
    jobType: stream.jobType,
    metadata: metadataOf(stream),
    consumers: [{ id: uuidOf(stream.streamId), receiver: 'gateway' }],
  }));
}

function client({ jobStreams: streams }: Broker) {
  return [...streams].map((stream) => ({
    jobType: stream.jobType,
    id: uuidOf(stream.streamId),
    metadata: metadataOf(stream),
    connectedTo: [0],
  }));
}

function metadataOf({ worker, timeoutMs, fetchVariables, tenantIds }: JobStreamSpec) {
  return { worker, timeout: isoDuration(timeoutMs), fetchVariables, tenantIds };
}

/** A stream's id in the form that tools read (spec 01 §4.3): a UUID of our own kind (RFC 9562 §5.8). */
function uuidOf(streamId: number): string {
  return `00000000-0000-8000-8000-${streamId.toString(16).padStart(12, '0')}`;
}
