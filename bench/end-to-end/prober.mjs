// Another user of the server, in a process of its own: runs small instances from start to end one after the other, and
// tells how long each took, refusals and further attempts included. The parent asks over its channel.
import { GrevyClient } from '@grevy/client';
import { insist } from './workload.mjs';

const client = new GrevyClient({ address: process.argv[2] });
const PAUSE_MS = 5;
let latencies = [];
let refusals = 0;
let isOver = false;

process.on('message', (question) => {
  if (question === 'take') {
    process.send({ latencies, refusals });
    latencies = [];
    refusals = 0;
  } else if (question === 'stop') {
    isOver = true;
  }
});
process.send({ ready: true });

while (!isOver) {
  const start = performance.now();
  refusals += await insist(() =>
    client.createProcessInstanceWithResult({ bpmnProcessId: 'probe', version: -1, variables: '{}' }),
  );
  latencies.push(performance.now() - start);
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}
await client.close();
process.exit(0);
