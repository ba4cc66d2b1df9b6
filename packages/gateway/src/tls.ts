/** Encrypted connections: the settings `security.*` (spec 01 §8.2, §8.3), and the files that they name. */
import { X509Certificate, createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';

export interface TlsSettings {
  readonly enabled: boolean;
  /** PEM file of the server's certificate, followed by the ones in between up to the authority. */
  readonly certificateChainPath: string | undefined;
  /** PEM file of its private key. */
  readonly privateKeyPath: string | undefined;
  /** PEM file of authorities: clients must present a certificate signed by one of them (mutual TLS). */
  readonly clientCaPath: string | undefined;
}

export const NO_TLS: TlsSettings = {
  enabled: false,
  certificateChainPath: undefined,
  privateKeyPath: undefined,
  clientCaPath: undefined,
};

/** PEM texts of a server with TLS; with `clientCa`, clients must present a certificate signed by it. */
export interface TlsKeys {
  readonly certificateChain: Buffer;
  readonly privateKey: Buffer;
  readonly clientCa?: Buffer;
}

/**
 * Reads and checks the files; undefined without TLS.
 * @throws Error with the texts of the reference if a file is not named or not there, and with the reason if it is not
 *   what it should be or certificate and key do not belong together
 */
export function readTlsKeys(settings: TlsSettings): TlsKeys | undefined {
  if (!settings.enabled) return undefined;
  const chainPath = named(settings.certificateChainPath, 'certificate chain');
  const keyPath = named(settings.privateKeyPath, 'private key');
  const certificateChain = contentOf(chainPath, 'certificate chain');
  const privateKey = contentOf(keyPath, 'private key');
  const certificate = parsed(chainPath, 'certificate chain', () => new X509Certificate(certificateChain));
  const key = parsed(keyPath, 'private key', () => createPrivateKey(privateKey));
  if (!certificate.checkPrivateKey(key)) {
    throw new Error(`The private key in '${keyPath}' does not belong to the certificate in '${chainPath}'.`);
  }
  parsed(chainPath, 'certificate chain', () =>
    createSecureContext({ cert: certificateChain, key: privateKey }),
  );
  if (settings.clientCaPath === undefined) return { certificateChain, privateKey };
  const clientCa = contentOf(settings.clientCaPath, 'client authority');
  parsed(settings.clientCaPath, 'client authority', () => new X509Certificate(clientCa));
  return { certificateChain, privateKey, clientCa };
}

type What = 'certificate chain' | 'private key' | 'client authority';

function named(path: string | undefined, what: What): string {
  if (path !== undefined && path !== '') return path;
  throw new Error(
    `Expected to find a valid path to a ${what} but none was found. Edit the gateway configuration file to provide one or to disable TLS.`,
  );
}

function contentOf(path: string, what: What): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code !== 'ENOENT') {
      throw new Error(`Expected to read a ${what} from '${path}', but ${cause.message}`, { cause });
    }
    throw new Error(
      `Expected to find a ${what} file at the provided location '${path}' but none was found.`,
      {
        cause,
      },
    );
  }
}

function parsed<T>(path: string, what: What, parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Expected to find a PEM ${what} in '${path}', but it cannot be read: ${reason}`, {
      cause,
    });
  }
}
