// Connections that open and end at once, in every way there is, again and again.
// Usage: node rough-clients.mjs PORT SECONDS CONNECTIONS   Prints the number of connections that were served.
import { connect as connectHttp2, constants } from 'node:http2';
import { connect as connectTcp } from 'node:net';

const [port, seconds, connections] = process.argv.slice(2).map(Number);
const ignore = () => undefined;

/** A request message of gRPC: no compression, length, bytes. `type`, `timeout`, `maxJobsToActivate`, `requestTimeout`. */
const poll = Buffer.from([
  0x0a,
  4,
  ...Buffer.from('work'),
  0x18,
  0xe8,
  0x07,
  0x20,
  1,
  0x30,
  0xc0,
  0xcf,
  0x24,
]);
const framed = (bytes) => Buffer.concat([Buffer.from([0, 0, 0, 0, bytes.length]), bytes]);

function call(session, rpc, bytes) {
  const stream = session.request({
    ':method': 'POST',
    ':path': `/gateway_protocol.Gateway/${rpc}`,
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  stream.on('error', ignore).resume();
  stream.end(framed(bytes));
  return stream;
}

const ended = (stream) => new Promise((resolve) => stream.once('close', resolve));

async function openSession() {
  const socket = connectTcp(port, '127.0.0.1').on('error', ignore);
  const session = connectHttp2('http://gateway', { createConnection: () => socket }).on('error', ignore);
  const answered = ended(call(session, 'Topology', Buffer.alloc(0)));
  for (let count = 0; count < 5; count++) call(session, 'ActivateJobs', poll);
  call(session, 'StreamActivatedJobs', poll);
  await Promise.race([answered, ended(session)]);
  return { session, socket };
}

const ENDINGS = [
  ({ session }) => session.close(),
  ({ session }) => session.destroy(),
  ({ socket }) => socket.resetAndDestroy(),
  ({ socket }) => socket.end(),
  ({ session }) => {
    if (!session.destroyed) session.goaway(constants.NGHTTP2_NO_ERROR);
    session.destroy();
  },
  ({ session, socket }) => {
    for (let count = 0; count < 20 && !session.destroyed; count++) call(session, 'Topology', Buffer.alloc(0));
    setImmediate(() => socket.resetAndDestroy());
  },
];

async function round() {
  const opened = await Promise.all(Array.from({ length: connections }, openSession));
  opened.forEach((each, index) => ENDINGS[index % ENDINGS.length](each));
  await new Promise((resolve) => setTimeout(resolve, 5));
  for (const { session, socket } of opened) {
    session.destroy();
    socket.destroy();
  }
}

const endMs = performance.now() + seconds * 1000;
let served = 0;
do {
  await round();
  served += connections;
} while (performance.now() < endMs);
console.log(served);
