/** Pings connections now and then; one that does not answer in time is dropped, with its calls (spec 01 §8.4). */
import type { ServerHttp2Session } from 'node:http2';
import type { ConnectionSettings } from '../connection-settings.js';

export function watchLiveness(session: ServerHttp2Session, settings: ConnectionSettings): void {
  const { serverPingIntervalMs, serverPingTimeoutMs } = settings;
  let silence: NodeJS.Timeout | undefined;
  const answered = (): void => {
    clearTimeout(silence);
    silence = undefined;
  };
  const pings = setInterval(() => {
    if (session.destroyed || silence !== undefined) return;
    silence = setTimeout(() => session.destroy(), serverPingTimeoutMs).unref();
    session.ping(answered);
  }, serverPingIntervalMs).unref();
  session.once('close', () => {
    clearInterval(pings);
    answered();
  });
}
