import { expect, test } from 'vitest';
import {
  REJECTION_TYPES,
  rejectionMessage,
  type RejectionType,
  rejectionTypeById,
} from '../src/rejections.js';

test('a rejection names the intent, the type and the reason', () => {
  expect(
    rejectionMessage(
      'COMPLETE',
      'NOT_FOUND',
      "Expected to complete job with key '1', but no such job was found",
    ),
  ).toBe(
    "Command 'COMPLETE' rejected with code 'NOT_FOUND': Expected to complete job with key '1', but no such job was found",
  );
});

test.each([
  ['INVALID_ARGUMENT', 0, 'INVALID_ARGUMENT'],
  ['NOT_FOUND', 1, 'NOT_FOUND'],
  ['ALREADY_EXISTS', 2, 'ALREADY_EXISTS'],
  ['INVALID_STATE', 3, 'FAILED_PRECONDITION'],
  ['PROCESSING_ERROR', 4, 'INTERNAL'],
  ['EXCEEDED_BATCH_RECORD_SIZE', 5, 'UNKNOWN'],
  ['NULL_VAL', 255, 'UNKNOWN'],
] as const)('%s has the id %i and the status %s', (type: RejectionType, id, grpcStatus) => {
  expect(REJECTION_TYPES[type]).toEqual({ id, grpcStatus });
  expect(rejectionTypeById(id)).toBe(type);
});
