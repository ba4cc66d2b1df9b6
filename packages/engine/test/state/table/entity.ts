// The entity, its codec and its indexes with which the tables are tested.
import { DueIndex } from '../../../src/state/table/due-index.js';
import { GroupIndex } from '../../../src/state/table/group-index.js';
import type { TableCodec } from '../../../src/state/table/table-codec.js';
import { UniqueIndex } from '../../../src/state/table/unique-index.js';

export interface Entity {
  readonly type: string | undefined;
  readonly parentKey: number;
  readonly dueDateMs: number | undefined;
  readonly name: string | undefined;
}

export const entityCodec: TableCodec<Entity> = {
  encode: ({ type, parentKey, dueDateMs, name }) =>
    new TextEncoder().encode(JSON.stringify([type ?? null, parentKey, dueDateMs ?? null, name ?? null])),
  decode: (bytes) => {
    const parts: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (!Array.isArray(parts)) throw new TypeError('not an entity');
    const [type, parentKey, dueDateMs, name]: unknown[] = parts;
    return {
      type: typeof type === 'string' ? type : undefined,
      parentKey: Number(parentKey),
      dueDateMs: typeof dueDateMs === 'number' ? dueDateMs : undefined,
      name: typeof name === 'string' ? name : undefined,
    };
  },
};

export function entity(parts: Partial<Entity> = {}): Entity {
  return { type: undefined, parentKey: -1, dueDateMs: undefined, name: undefined, ...parts };
}

export function entityIndexes(): {
  byType: GroupIndex<Entity, string>;
  byParent: GroupIndex<Entity, number>;
  byDueDate: DueIndex<Entity>;
  byName: UniqueIndex<Entity>;
} {
  return {
    byType: new GroupIndex<Entity, string>(({ type }) => type),
    byParent: new GroupIndex<Entity, number>(({ parentKey }) => parentKey),
    byDueDate: new DueIndex<Entity>(({ dueDateMs }) => (dueDateMs === undefined ? undefined : [dueDateMs])),
    byName: new UniqueIndex<Entity>(({ parentKey, name }) =>
      name === undefined ? undefined : { scopeKey: parentKey, name },
    ),
  };
}
