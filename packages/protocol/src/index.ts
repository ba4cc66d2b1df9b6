/**
 * `@grevy/protocol`: records, keys, variable documents, and the port between gateway and brokers.
 *
 * Schemas of values are reached through `VALUE_TYPES`; the language that describes them is `@grevy/protocol/schema`;
 * the gRPC contract is `@grevy/protocol/gateway.proto`, its messages as types are `@grevy/protocol/gateway-messages/…`.
 */
export type * from './bus.js';
export { canonicalJson, type CanonicalJsonResult, type JsonType } from './canonical-json.js';
export { javaDoubleText } from './java-double.js';
export { BatchReader } from './codec/batch-reader.js';
export { BatchWriter } from './codec/batch-writer.js';
export { DecodeError } from './codec/decode-error.js';
export { decodeUtf8 } from './codec/text-encoding.js';
export {
  documentEntries,
  type DocumentEntry,
  documentFromEntries,
  type ParsedDocument,
  parseDocument,
} from './documents.js';
export * from './enums.js';
export { JsonList } from './json-list.js';
export { jsonString } from './json-string.js';
export * from './json-text.js';
export * from './key.js';
export * from './limits.js';
export * from './record.js';
export { decodeRecord, encodeRecord } from './record-codec.js';
export { estimateRecordSize, recordToJson } from './record-json.js';
export * from './rejections.js';
export type { CommandIntent, EventIntent, IntentMap } from './schema/intents.js';
export { NO_BYTES } from './schema/no-bytes.js';
export { subscriptionPartition } from './subscription-partition.js';
export * from './value-types.js';
export { EMPTY_COMMAND_VALUE } from './values/command-distribution.js';
export type * from './values/checkpoint.js';
export type * from './values/command-distribution.js';
export type * from './values/decision-evaluation.js';
export type * from './values/decision-requirements.js';
export type * from './values/decision.js';
export type * from './values/deployment-distribution.js';
export type * from './values/deployment.js';
export type * from './values/error.js';
export type * from './values/escalation.js';
export type * from './values/form.js';
export type * from './values/incident.js';
export type * from './values/job-batch.js';
export type * from './values/job.js';
export type * from './values/message-batch.js';
export type * from './values/message-start-event-subscription.js';
export type * from './values/message-subscription.js';
export type * from './values/message.js';
export type * from './values/process-event.js';
export type * from './values/process-instance-batch.js';
export type * from './values/process-instance-creation.js';
export type * from './values/process-instance-migration.js';
export type * from './values/process-instance-modification.js';
export type * from './values/process-instance-result.js';
export type * from './values/process-instance.js';
export type * from './values/process-message-subscription.js';
export type * from './values/process.js';
export type * from './values/resource-deletion.js';
export type * from './values/signal-subscription.js';
export type * from './values/signal.js';
export type * from './values/timer.js';
export type * from './values/variable-document.js';
export type * from './values/variable.js';
