/** A record as an exporter gets it. */
import { recordToJson, type AnyRecord } from '@grevy/protocol';

export class ExportedRecord {
  #json: string | undefined;

  /** @param record the record; keys in it have the in-memory form, see `keyToText` of the protocol package */
  constructor(readonly record: AnyRecord) {}

  /** The record as JSON text with exact 64-bit integers (spec 03 §1.1). Made once for all exporters. */
  toJson(): string {
    this.#json ??= recordToJson(this.record);
    return this.#json;
  }
}
