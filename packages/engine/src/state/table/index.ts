// The tables that hold the state of a partition.
export type { ColdReader } from './cold-reader.js';
export { DueIndex, type DueOrder } from './due-index.js';
export { GroupHeadsIndex, type GroupPlace } from './group-heads-index.js';
export { GroupIndex } from './group-index.js';
export { InvariantError } from './invariant-error.js';
export type { TableChange } from './stored-table.js';
export { StringTable } from './string-table.js';
export type { Entity, TableCodec } from './table-codec.js';
export type { TableIndex } from './table-index.js';
export { TableSet, type TableChanges, type TableSetOptions } from './table-set.js';
export { Table } from './table.js';
export { UndoJournal, type Undoable } from './undo-journal.js';
export { UniqueIndex, type ScopedName } from './unique-index.js';
