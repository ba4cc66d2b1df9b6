// The gateway that gateway.mjs measures, in a process of its own: tells its port, and what it uses when asked.
import { startGateway } from '../../packages/gateway/dist/index.js';
import { AnsweringBus } from './answering-bus.mjs';

const bus = new AnsweringBus();
const gateway = await startGateway({ bus, host: '127.0.0.1', port: 0 });
process.send({ port: gateway.address.port });
process.on('message', ({ ask }) => {
  if (ask === 'collect') globalThis.gc?.();
  if (ask === 'usage') {
    const { user, system } = process.cpuUsage();
    process.send({
      cpuMicros: user + system,
      rssBytes: process.memoryUsage().rss,
      openPolls: gateway.load.openPolls,
    });
  }
  if (ask === 'job') bus.addJob();
  if (ask === 'stop') gateway.close(0).then(() => process.exit(0));
});
