/** The server's side of TLS for the gRPC library. Keys can be replaced while it runs: new connections get the new ones. */
import { ServerCredentials } from '@grpc/grpc-js';
import type { TlsKeys } from '../tls.js';

export class TlsCredentials extends ServerCredentials {
  constructor(keys: TlsKeys, handshakeTimeoutMs: number) {
    const clientsNeedCertificates = keys.clientCa !== undefined;
    super(
      {
        requestCert: clientsNeedCertificates,
        rejectUnauthorized: clientsNeedCertificates,
        handshakeTimeout: handshakeTimeoutMs,
        minVersion: 'TLSv1.2',
      },
      contextOf(keys),
    );
  }

  replace(keys: TlsKeys): void {
    this.updateSecureContextOptions(contextOf(keys));
  }

  override _equals(other: ServerCredentials): boolean {
    return this === other;
  }
}

function contextOf({ certificateChain, privateKey, clientCa }: TlsKeys) {
  return { cert: certificateChain, key: privateKey, ...(clientCa === undefined ? {} : { ca: clientCa }) };
}
