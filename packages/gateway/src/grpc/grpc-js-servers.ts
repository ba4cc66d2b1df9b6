/**
 * The HTTP/2 servers inside a gRPC server. The library neither passes their options on nor shows their connections, so
 * this reaches for two of its private fields; the tests of the limits fail if a new version of it moves them.
 */
import type { ServerOptions } from 'node:http2';
import { Server as NetServer } from 'node:net';
import type { Server } from '@grpc/grpc-js';

/**
 * Adds to the options with which the server makes its HTTP/2 servers; before it is bound.
 * @throws Error if the library has none
 */
export function addHttp2Options(server: Server, options: ServerOptions): void {
  const known: unknown = Reflect.get(server, 'commonServerOptions');
  if (typeof known !== 'object' || known === null) throw unknownLibrary('commonServerOptions');
  Object.assign(known, options);
}

/**
 * The HTTP/2 servers of a server that was bound just now: one for each address.
 * @throws Error if the library has none
 */
export function http2ServersOf(server: Server): readonly NetServer[] {
  const known: unknown = Reflect.get(server, 'http2Servers');
  const servers = known instanceof Map ? [...known.keys()].filter((key) => key instanceof NetServer) : [];
  if (servers.length === 0) throw unknownLibrary('http2Servers');
  return servers;
}

function unknownLibrary(field: string): Error {
  return new Error(
    `This version of @grpc/grpc-js has no '${field}', which Grevy needs to limit its connections`,
  );
}
