/**
 * What the gateway expects of every connection, below gRPC: a handshake in time, no flood of pings or settings, not too
 * many connections. Who does not keep to it is sent away with a reason (GOAWAY, RFC 9113 §6.8); nobody else notices.
 */
import { type ServerHttp2Session, constants } from 'node:http2';
import type { Server as NetServer } from 'node:net';
import type { ConnectionSettings } from '../connection-settings.js';
import { MAX_SETTINGS_FRAMES } from '../limits.js';
import type { Logger } from '../logger.js';
import { RefusalLog } from '../refusal-log.js';
import { PingStrikes } from './ping-strikes.js';

export class ConnectionGuard {
  private readonly sentAway: RefusalLog;
  private readonly tooMany: RefusalLog;

  constructor(
    private readonly settings: ConnectionSettings,
    logger: Logger,
  ) {
    this.sentAway = new RefusalLog(logger, 'A client was sent away');
    this.tooMany = new RefusalLog(logger, 'A connection was refused: there are too many');
  }

  /** Watches the connections of a server of HTTP/2. */
  watch(server: NetServer): void {
    const { maxConnections } = this.settings;
    server.maxConnections = maxConnections;
    server.on('drop', (peer) => this.tooMany.refused({ maxConnections, peer: peer?.remoteAddress }));
    server.on('session', (session: ServerHttp2Session) => this.watchSession(session));
  }

  private watchSession(session: ServerHttp2Session): void {
    const { socket } = session;
    const handshake = setTimeout(() => {
      this.sendAway(session, constants.NGHTTP2_SETTINGS_TIMEOUT, 'settings_timeout');
    }, this.settings.handshakeTimeoutMs).unref();
    session.once('localSettings', () => clearTimeout(handshake)); // acknowledged by the client
    session.once('close', () => clearTimeout(handshake));

    const pings = new PingStrikes(this.settings.minKeepAliveIntervalMs);
    session.on('ping', () => {
      if (session.destroyed) return;
      if (pings.ping(performance.now(), socket.bytesWritten)) {
        this.sendAway(session, constants.NGHTTP2_ENHANCE_YOUR_CALM, 'too_many_pings');
      }
    });

    let settingsFrames = 0;
    session.on('remoteSettings', () => {
      settingsFrames += 1;
      if (settingsFrames === MAX_SETTINGS_FRAMES + 1) {
        this.sendAway(session, constants.NGHTTP2_ENHANCE_YOUR_CALM, 'too_many_settings');
      }
    });
  }

  private sendAway(session: ServerHttp2Session, code: number, reason: string): void {
    if (session.destroyed) return;
    this.sentAway.refused({ reason, peer: session.socket.remoteAddress });
    session.goaway(code, 0, Buffer.from(reason));
    // Not at once: this is called while the platform reads from the session.
    setImmediate(() => session.destroy(undefined, code));
  }
}
