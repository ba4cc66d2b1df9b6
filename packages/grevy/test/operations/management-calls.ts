// Calls of the management endpoints of a running server.
export interface ManagementAnswer {
  readonly status: number;
  readonly text: string;
  readonly body: unknown;
}

export class ManagementCalls {
  /** @param address `host:port` */
  constructor(private readonly address: string) {}

  get(path: string): Promise<ManagementAnswer> {
    return this.#call('GET', path);
  }

  post(
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<ManagementAnswer> {
    return this.#call('POST', path, body === undefined ? undefined : JSON.stringify(body), headers);
  }

  postText(path: string, text: string): Promise<ManagementAnswer> {
    return this.#call('POST', path, text);
  }

  delete(path: string): Promise<ManagementAnswer> {
    return this.#call('DELETE', path);
  }

  /** Value of a metric with these labels; undefined if it is not there. */
  async metric(name: string, labels: Readonly<Record<string, string>> = {}): Promise<number | undefined> {
    const { text } = await this.get('/actuator/prometheus');
    const line = text
      .split('\n')
      .find(
        (each) =>
          (each.startsWith(`${name}{`) || each.startsWith(`${name} `)) &&
          Object.entries(labels).every(([label, value]) => each.includes(`${label}="${value}"`)),
      );
    return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(' ') + 1));
  }

  async #call(
    method: string,
    path: string,
    body?: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<ManagementAnswer> {
    const response = await fetch(`http://${this.address}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    return { status: response.status, text, body: isJson ? (JSON.parse(text) as unknown) : undefined };
  }
}
