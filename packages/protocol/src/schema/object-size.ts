/**
 * Size of a value in the reference's MessagePack form, estimated: it decides whether a batch fits the limit.
 *
 * Strings count their UTF-16 units, numbers their largest form, names and headers are added exactly. Text beyond
 * ASCII is larger in UTF-8 than estimated, JSON text is smaller in MessagePack.
 */
import type { FieldKind, NamedField } from './description.js';

type Size = (value: unknown) => number;

/** Header of a string, binary, array or map. */
const HEADER_BYTES = 5;
const INTEGER_BYTES = 9;

const lengthSize: Size = (value) => (value as { readonly length: number }).length + HEADER_BYTES;

/** A fixed number of bytes, or a function of the value. */
function sizeOf(kind: FieldKind): number | Size {
  switch (kind.name) {
    case 'string':
    case 'identifier':
    case 'bytes':
    case 'document':
    case 'jsonText':
    case 'enumeration':
      return lengthSize;
    case 'int':
    case 'long':
    case 'key':
    case 'keyOrCount':
      return INTEGER_BYTES;
    case 'boolean':
      return 1;
    case 'list':
      return listSize(sizeOf(kind.element));
    case 'object':
      return (value) => kind.schema.estimateSize(value as never);
    case 'variant':
      return (value) => {
        if (value === null) return 1;
        const { type, value: inner } = value as { readonly type: string; readonly value: unknown };
        return kind.variants[type]?.estimateSize(inner as never) ?? 1;
      };
  }
}

function listSize(element: number | Size): Size {
  return (value) => {
    const list = value as readonly unknown[];
    if (typeof element === 'number') return HEADER_BYTES + element * list.length;
    let size = HEADER_BYTES;
    for (const item of list) size += element(item);
    return size;
  };
}

/** Estimates objects with these stored fields. */
export function objectSize(fields: readonly NamedField[]): (value: object) => number {
  let fixed = HEADER_BYTES;
  const names: string[] = [];
  const sizes: Size[] = [];
  for (const [name, field] of fields) {
    fixed += name.length + 1;
    const size = sizeOf(field.kind);
    if (typeof size === 'number') {
      fixed += size;
    } else {
      names.push(name);
      sizes.push(size);
    }
  }
  return (value) => {
    let total = fixed;
    for (let i = 0; i < names.length; i++) {
      total += (sizes[i] as Size)((value as Record<string, unknown>)[names[i] as string]);
    }
    return total;
  };
}
