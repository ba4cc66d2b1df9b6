/** Exports the record stream to a file of JSON lines. */
export { JsonlExporter, JsonlExporter as default } from './jsonl-exporter.js';
