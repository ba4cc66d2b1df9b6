// Between messages with JSON text in `variables` and `customHeaders`, as they are on the wire, and messages with objects.
import type { Message } from './client.js';

const JSON_FIELDS = ['variables', 'customHeaders'];

/** Objects in those fields become JSON text, at any depth. */
export function withJsonText(message: Message): Message {
  return mapFields(message, (value) => (typeof value === 'object' ? JSON.stringify(value) : value));
}

/** JSON text in those fields becomes objects, at any depth. */
export function withObjects(message: Message): Message {
  return mapFields(message, (value) => (typeof value === 'string' ? JSON.parse(value) : value));
}

function mapFields(message: Message, map: (value: unknown) => unknown): Message {
  const mapped = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(mapped);
    return typeof value === 'object' && value !== null && !(value instanceof Uint8Array)
      ? mapFields(value as Message, map)
      : value;
  };
  return Object.fromEntries(
    Object.entries(message).map(([name, value]) => [
      name,
      JSON_FIELDS.includes(name) ? map(value) : mapped(value),
    ]),
  );
}
