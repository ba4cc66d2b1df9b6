/**
 * The service `gateway_protocol.Gateway`: every call as a method of the transport. What all calls share happens here:
 * authentication, decoding, the answer while the gateway closes, and errors that nobody foresaw.
 */
import type { Authenticate, Caller } from './caller.js';
import { malformedRequest, shuttingDown, unexpected } from './errors.js';
import { callCodec } from './grpc/contract.js';
import type { ServerStreamingCalls, UnaryCalls } from './grpc/messages.js';
import { ObservedCalls } from './grpc/observed-method.js';
import { GrpcError, StatusCode, statusName } from './grpc/status.js';
import type { MethodHandler, ResponseStream, ServerCall } from './grpc/transport.js';
import type { Logger } from './logger.js';
import type { GatewayObserver } from './observer.js';
import { activateJobs } from './rpc/activate-jobs.js';
import { broadcastSignal } from './rpc/broadcast-signal.js';
import { cancelProcessInstance } from './rpc/cancel-process-instance.js';
import { completeJob } from './rpc/complete-job.js';
import { createProcessInstance } from './rpc/create-process-instance.js';
import { createProcessInstanceWithResult } from './rpc/create-process-instance-with-result.js';
import { deleteResource } from './rpc/delete-resource.js';
import { deployProcess } from './rpc/deploy-process.js';
import { deployResource } from './rpc/deploy-resource.js';
import { evaluateDecision } from './rpc/evaluate-decision.js';
import { failJob } from './rpc/fail-job.js';
import { migrateProcessInstance } from './rpc/migrate-process-instance.js';
import { modifyProcessInstance } from './rpc/modify-process-instance.js';
import { publishMessage } from './rpc/publish-message.js';
import { resolveIncident } from './rpc/resolve-incident.js';
import type { ServerStreamingRpc, StreamingServices } from './rpc/server-streaming-rpc.js';
import { setVariables } from './rpc/set-variables.js';
import { StreamResponses } from './rpc/stream-responses.js';
import { streamActivatedJobs } from './rpc/stream-activated-jobs.js';
import { throwError } from './rpc/throw-error.js';
import { topology } from './rpc/topology.js';
import type { RpcServices, UnaryRpc } from './rpc/unary-rpc.js';
import { updateJobRetries } from './rpc/update-job-retries.js';
import { updateJobTimeout } from './rpc/update-job-timeout.js';

export interface GatewayServices extends RpcServices, StreamingServices {
  readonly authenticate: Authenticate;
  readonly logger: Logger;
  /** Is told about the calls of callers that are known. */
  readonly observer: GatewayObserver | undefined;
  /** Whether the gateway takes no more calls. */
  readonly closing: boolean;
}

/** All calls. */
export function gatewayMethods(services: GatewayServices): readonly MethodHandler[] {
  const unary = <N extends keyof UnaryCalls>(rpc: UnaryRpc<N>): MethodHandler => unaryMethod(rpc, services);
  return [
    unary(topology),
    unary(deployResource),
    unary(deployProcess),
    unary(deleteResource),
    unary(createProcessInstance),
    unary(createProcessInstanceWithResult),
    unary(cancelProcessInstance),
    unary(modifyProcessInstance),
    unary(migrateProcessInstance),
    unary(setVariables),
    unary(completeJob),
    unary(failJob),
    unary(throwError),
    unary(updateJobRetries),
    unary(updateJobTimeout),
    unary(resolveIncident),
    unary(publishMessage),
    unary(broadcastSignal),
    unary(evaluateDecision),
    serverStreamingMethod(activateJobs, services),
    serverStreamingMethod(streamActivatedJobs, services),
  ];
}

function unaryMethod<N extends keyof UnaryCalls>(rpc: UnaryRpc<N>, services: GatewayServices): MethodHandler {
  const codec = callCodec(rpc.name);
  const calls = new ObservedCalls({ kind: 'unary', path: codec.path }, services.observer);
  const answer = async (bytes: Uint8Array, caller: Caller): Promise<Uint8Array> => {
    try {
      const request = decoded(rpc.name, bytes, codec.decodeRequest);
      return codec.encodeResponse(await rpc.handle(request, caller, services));
    } catch (error) {
      throw grpcErrorOf(error, rpc.name, services.logger);
    }
  };
  const handle = async (bytes: Uint8Array, call: ServerCall): Promise<Uint8Array> => {
    const caller = await callerOf(call, services).catch((error: unknown) => {
      throw grpcErrorOf(error, rpc.name, services.logger);
    });
    return calls.unary(() => answer(bytes, caller));
  };
  return { kind: 'unary', path: codec.path, handle };
}

function serverStreamingMethod<N extends keyof ServerStreamingCalls>(
  rpc: ServerStreamingRpc<N>,
  services: GatewayServices,
): MethodHandler {
  const codec = callCodec(rpc.name);
  const calls = new ObservedCalls({ kind: 'server-streaming', path: codec.path }, services.observer);
  const serve = async (bytes: Uint8Array, unobserved: ResponseStream): Promise<void> => {
    let stream = unobserved;
    try {
      const caller = await callerOf(stream, services);
      stream = calls.streaming(stream);
      const request = decoded(rpc.name, bytes, codec.decodeRequest);
      rpc.handle(request, new StreamResponses(stream, codec.encodeResponse), caller, services);
    } catch (error) {
      stream.fail(grpcErrorOf(error, rpc.name, services.logger));
    }
  };
  return {
    kind: 'server-streaming',
    path: codec.path,
    handle: (bytes, stream) => void serve(bytes, stream),
  };
}

/** Comes before everything else: the metrics do not count calls that are denied here (spec 01 §7.5). */
async function callerOf(call: ServerCall, services: GatewayServices): Promise<Caller> {
  if (services.closing) throw shuttingDown();
  const tenants = await services.authenticate(call.header('authorization'));
  return new CallerOf(call, tenants);
}

class CallerOf implements Caller {
  constructor(
    private readonly call: ServerCall,
    readonly tenants: readonly string[] | undefined,
  ) {}

  get gone(): boolean {
    return this.call.cancelled;
  }
}

function decoded<Request>(rpc: string, bytes: Uint8Array, decode: (bytes: Uint8Array) => Request): Request {
  try {
    return decode(bytes);
  } catch (error) {
    throw malformedRequest(rpc, error instanceof Error ? error.message : String(error));
  }
}

function grpcErrorOf(error: unknown, rpc: string, logger: Logger): GrpcError {
  if (error instanceof GrpcError) {
    const level = error.code === StatusCode.INTERNAL ? 'error' : 'trace';
    logger[level]({ rpc, code: statusName(error.code), description: error.message }, 'A call failed');
    return error;
  }
  logger.error({ rpc, error }, 'A call failed unexpectedly');
  return unexpected(error instanceof Error ? error.message : String(error));
}
