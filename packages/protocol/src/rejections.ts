/** Rejections: why the engine refuses a command (spec 03 §6). */

/** Rejection types with their stored ids and the gRPC status a client sees. */
export const REJECTION_TYPES = {
  INVALID_ARGUMENT: { id: 0, grpcStatus: 'INVALID_ARGUMENT' },
  NOT_FOUND: { id: 1, grpcStatus: 'NOT_FOUND' },
  ALREADY_EXISTS: { id: 2, grpcStatus: 'ALREADY_EXISTS' },
  INVALID_STATE: { id: 3, grpcStatus: 'FAILED_PRECONDITION' },
  PROCESSING_ERROR: { id: 4, grpcStatus: 'INTERNAL' },
  EXCEEDED_BATCH_RECORD_SIZE: { id: 5, grpcStatus: 'UNKNOWN' },
  /** Not a rejection. */
  NULL_VAL: { id: 255, grpcStatus: 'UNKNOWN' },
} as const;

export type RejectionType = keyof typeof REJECTION_TYPES;

/** The text a client sees. The reason is empty for `EXCEEDED_BATCH_RECORD_SIZE`. */
export function rejectionMessage(intent: string, type: RejectionType, reason: string): string {
  return `Command '${intent}' rejected with code '${type}': ${reason}`;
}

const BY_ID = new Map(
  (Object.keys(REJECTION_TYPES) as RejectionType[]).map((type) => [REJECTION_TYPES[type].id as number, type]),
);

/** The rejection type with this stored id. */
export function rejectionTypeById(id: number): RejectionType | undefined {
  return BY_ID.get(id);
}
