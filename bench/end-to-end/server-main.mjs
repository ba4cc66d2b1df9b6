// The server of a benchmark in a process of its own. It answers questions about itself over the parent's channel.
import { PerformanceObserver, monitorEventLoopDelay } from 'node:perf_hooks';
import { startServer } from '../../packages/grevy/dist/server.js';

const settings = JSON.parse(process.argv[2] ?? '{}');
const quiet = () => undefined;
const complain = (fields, message) => console.error(message, fields.error ?? fields);
const logger = { trace: quiet, debug: quiet, info: quiet, warn: complain, error: complain };

const delay = monitorEventLoopDelay({ resolution: 5 });
let longestGcMs = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longestGcMs = Math.max(longestGcMs, duration);
}).observe({ entryTypes: ['gc'] });

/**
 * Processor time between two turns of the loop, helper threads included: a stall as it would be on an idle machine. What
 * the loop's delay shows is longer when others use the processors too. Only watched when asked for, since looking costs
 * up to five percent of a processor itself.
 */
let longestTurnCpuMs;
function watchTurns() {
  longestTurnCpuMs = 0;
  let cpuAtTurn = process.cpuUsage();
  setInterval(() => {
    const { user, system } = process.cpuUsage(cpuAtTurn);
    longestTurnCpuMs = Math.max(longestTurnCpuMs, (user + system) / 1_000);
    cpuAtTurn = process.cpuUsage();
  }, 10).unref();
}

const server = await startServer({ host: '127.0.0.1', port: 0, managementPort: 0, logger, ...settings });
process.send({
  ready: true,
  // What passed since the process was created, module loading included.
  readyMs: performance.now(),
  port: server.gatewayAddress.port,
});

process.on('message', (question) => {
  if (question === 'usage') {
    const { user, system } = process.cpuUsage();
    process.send({
      usage: true,
      cpuMs: (user + system) / 1_000,
      rssMb: process.memoryUsage.rss() / 1e6,
      longestLoopDelayMs: delay.max / 1e6,
      longestTurnCpuMs,
      longestGcMs,
    });
  } else if (question === 'reset') {
    delay.reset();
    delay.enable();
    longestGcMs = 0;
    if (longestTurnCpuMs !== undefined) longestTurnCpuMs = 0;
    process.send({ reset: true });
  } else if (question === 'watchTurns') {
    watchTurns();
    process.send({ watching: true });
  } else if (question === 'stop') {
    void server.stop().then(() => process.exit(0));
  }
});

// A benchmark that was killed leaves no server behind.
process.on('disconnect', () => process.exit(0));
