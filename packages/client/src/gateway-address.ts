/** Addresses of gateways: `host:port`, with brackets around an IPv6 host. */

export const DEFAULT_PORT = '26500';
export const DEFAULT_HOST = '127.0.0.1';

/** An address with a scheme says itself whether the connection is encrypted. */
export interface SchemedAddress {
  readonly address: string;
  /** Undefined without a scheme. */
  readonly isEncrypted: boolean | undefined;
}

const SCHEMES: ReadonlyMap<string, boolean> = new Map([
  ['grpc', false],
  ['http', false],
  ['grpcs', true],
  ['https', true],
]);

/**
 * Takes `grpc://`, `grpcs://`, `http://` or `https://` off an address, and a path behind it.
 * @throws RangeError for another scheme
 */
export function withoutScheme(text: string): SchemedAddress {
  const [, scheme, address = ''] = /^([a-z][a-z\d+.-]*):\/\/([^/]*)/i.exec(text) ?? [];
  if (scheme === undefined) return { address: text, isEncrypted: undefined };
  const isEncrypted = SCHEMES.get(scheme.toLowerCase());
  if (isEncrypted === undefined) {
    throw new RangeError(
      `Expected the address "${text}" to begin with ${[...SCHEMES.keys()].join('://, ')}:// or no scheme`,
    );
  }
  return { address, isEncrypted };
}

/** The address with a port: `:26500` is appended to one without. */
export function withPort(address: string): string {
  return /:\d*$/.test(address) && !isBareIpv6(address)
    ? address
    : `${isBareIpv6(address) ? `[${address}]` : address}:${DEFAULT_PORT}`;
}

export function addressOf(host: string, port: string): string {
  return `${isBareIpv6(host) ? `[${host}]` : host}:${port}`;
}

/** Host of an address, without brackets. */
export function hostOf(address: string): string {
  return withPort(address)
    .replace(/:\d*$/, '')
    .replace(/^\[|\]$/g, '');
}

/** Whether the address names this machine only, so that nothing can listen in. */
export function isLoopback(address: string): boolean {
  const host = hostOf(address);
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function isBareIpv6(host: string): boolean {
  return host.split(':').length > 2 && !host.startsWith('[');
}
