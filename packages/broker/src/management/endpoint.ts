// What an endpoint of the management server is: a path, and what it answers. It knows nothing of HTTP's mechanics.

export interface ManagementRequest {
  readonly method: string;
  /** Names of the path below the endpoint's own. */
  readonly below: readonly string[];
  readonly query: URLSearchParams;
  /** The JSON of the body; undefined for an empty one. */
  readonly body: unknown;
}

export interface ManagementResponse {
  readonly status: number;
  readonly contentType?: string;
  readonly body?: string;
}

export interface Endpoint {
  /** Names the endpoint in the settings; probes have none, since they cannot be switched off. */
  readonly id?: string;
  /** Such as `/actuator/clock`; what lies below it belongs to it. */
  readonly path: string;
  /** Methods that it takes. */
  readonly methods: readonly ('GET' | 'POST' | 'DELETE')[];
  answer(request: ManagementRequest): ManagementResponse | Promise<ManagementResponse>;
}

/** The status of successful work without anything to say. */
export const NO_CONTENT: ManagementResponse = { status: 204 };
export const NOT_FOUND: ManagementResponse = { status: 404 };
/** The broker is starting or has stopped. */
export const NOT_STARTED: ManagementResponse = json({ message: 'The broker has not started yet.' }, 503);

export function json(content: unknown, status = 200): ManagementResponse {
  return { status, contentType: 'application/json', body: JSON.stringify(content) };
}

/** A member of a JSON object; undefined for anything else. */
export function memberOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name)
    ? (Reflect.get(body, name) as unknown)
    : undefined;
}
