/** Follows the files of TLS: renewed certificates serve new connections without a restart. */
import { TLS_RELOAD_INTERVAL_MS } from './limits.js';
import type { Logger } from './logger.js';
import { type TlsKeys, type TlsSettings, readTlsKeys } from './tls.js';

/**
 * Looks at the files now and then. Files that cannot be used are logged, and the keys before stay, because certificate
 * and key are rarely replaced in the same instant. Returns what ends it.
 */
export function followTlsFiles(
  files: TlsSettings,
  keys: TlsKeys,
  replace: (keys: TlsKeys) => void,
  logger: Logger,
  intervalMs = TLS_RELOAD_INTERVAL_MS,
): () => void {
  let current = keys;
  const timer = setInterval(() => {
    try {
      const read = readTlsKeys(files);
      if (read === undefined || sameKeys(read, current)) return;
      replace(read);
      current = read;
      logger.info({ file: files.certificateChainPath }, 'The certificate was replaced');
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      logger.warn({ cause }, 'The files of TLS have changed but cannot be used; the keys before stay');
    }
  }, intervalMs).unref();
  return () => clearInterval(timer);
}

function sameKeys(one: TlsKeys, other: TlsKeys): boolean {
  return (
    one.certificateChain.equals(other.certificateChain) &&
    one.privateKey.equals(other.privateKey) &&
    sameFile(one.clientCa, other.clientCa)
  );
}

function sameFile(one: Buffer | undefined, other: Buffer | undefined): boolean {
  return one === undefined || other === undefined ? one === other : one.equals(other);
}
