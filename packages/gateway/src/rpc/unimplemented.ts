/**
 * Calls of later protocol versions that this one does not offer yet. They answer like a call that does not exist, so
 * that clients fall back as they do with an older server.
 */
import type { UnaryCalls } from '../grpc/messages.js';
import { unimplemented as notOffered } from '../errors.js';
import type { UnaryRpc } from './unary-rpc.js';

function unimplemented<N extends keyof UnaryCalls>(name: N): UnaryRpc<N> {
  return { name, handle: () => Promise.reject(notOffered(name)) };
}

export const migrateProcessInstance = unimplemented('MigrateProcessInstance');
