// What elements cost in the engine alone: messages correlated, timers fired, a sequence of ten tasks, calls in twenty
// levels, compared with one service task. Like is compared with like: cases in which all instances wait at the same time
// with tasks that do so too, because memory that is in use costs the garbage collector time. CPU time is what is shown,
// and of several rounds the best, since a shared machine only ever makes it longer.
import { dueTimers } from '@grevy/engine';
import { NO_KEY } from '@grevy/protocol';
import { machine, print } from '../machine.mjs';
import { BenchPartition } from './bench-partition.mjs';

const INSTANCES = Number(process.env.INSTANCES ?? 100_000);
const ROUNDS = 3;
const CALL_DEPTH = 20;
/** As many as a broker writes in one run of a check. */
const TIMERS_PER_CHECK = 500;

const task = (id, type = 'work') =>
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="${type}" /></bpmn:extensionElements></bpmn:serviceTask>`;

const MESSAGE_EVENT =
  '<bpmn:intermediateCatchEvent id="wait"><bpmn:messageEventDefinition messageRef="message" /></bpmn:intermediateCatchEvent>';
const TIMER_EVENT =
  '<bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>';
const call = (processId) =>
  `<bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="${processId}" /></bpmn:extensionElements></bpmn:callActivity>`;

/** start → elements, one after the other → end */
function model(processId, elements) {
  const ids = ['start', ...elements.map((element) => / id="([^"]+)"/.exec(element)[1]), 'end'];
  const flows = ids
    .slice(1)
    .map((id, index) => `<bpmn:sequenceFlow id="f${index}" sourceRef="${ids[index]}" targetRef="${id}" />`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="http://grevy.test">
  <bpmn:message id="message" name="paid"><bpmn:extensionElements><zeebe:subscription correlationKey="=key" /></bpmn:extensionElements></bpmn:message>
  <bpmn:process id="${processId}" isExecutable="true">
    <bpmn:startEvent id="start" />${elements.join('')}<bpmn:endEvent id="end" />${flows.join('')}
  </bpmn:process>
</bpmn:definitions>`;
}

function completeJobs(partition) {
  for (const job of partition.jobs.splice(0)) {
    partition.send('JOB', 'COMPLETE', job, { variables: '{"r":1}' });
  }
}

function oneByOne(partition, instances) {
  for (let instance = 0; instance < instances; instance += 1) {
    partition.create('p', '{"a":1}');
    while (partition.jobs.length > 0) completeJobs(partition);
  }
}

const CASES = {
  'one service task': {
    instances: INSTANCES,
    deploy: (partition) => partition.deploy('p.bpmn', model('p', [task('task')])),
    run: oneByOne,
  },
  'service tasks, all at once': {
    instances: INSTANCES,
    deploy: (partition) => partition.deploy('p.bpmn', model('p', [task('task')])),
    run(partition, instances) {
      for (let n = 0; n < instances; n += 1) partition.create('p', '{"a":1}');
      completeJobs(partition);
    },
  },
  'messages correlated, all at once': {
    instances: INSTANCES,
    comparedWith: 'service tasks, all at once',
    deploy: (partition) => partition.deploy('p.bpmn', model('p', [MESSAGE_EVENT])),
    run(partition, instances) {
      for (let n = 0; n < instances; n += 1) partition.create('p', `{"key":"order-${n}"}`);
      for (let n = 0; n < instances; n += 1) {
        partition.send('MESSAGE', 'PUBLISH', NO_KEY, {
          name: 'paid',
          correlationKey: `order-${n}`,
          timeToLive: 0,
          variables: '{"amount":1}',
        });
      }
    },
  },
  'timers fired, all at once': {
    instances: INSTANCES,
    comparedWith: 'service tasks, all at once',
    deploy: (partition) => partition.deploy('p.bpmn', model('p', [TIMER_EVENT])),
    run(partition, instances) {
      for (let n = 0; n < instances; n += 1) partition.create('p', '{"a":1}');
      partition.now += 3_600_000;
      for (let more = true; more;) {
        const due = dueTimers(partition.state, partition.now, TIMERS_PER_CHECK, () => false);
        partition.receive(due.commands);
        more = due.more;
      }
    },
  },
  'sequence of ten tasks': {
    comparedWith: 'one service task',
    instances: INSTANCES / 10,
    deploy(partition) {
      const tasks = Array.from({ length: 10 }, (_, index) => task(`task${index}`));
      partition.deploy('p.bpmn', model('p', tasks));
    },
    run: oneByOne,
  },
  'calls in twenty levels': {
    comparedWith: 'one service task',
    instances: INSTANCES / 20,
    deploy(partition) {
      for (let level = 1; level < CALL_DEPTH; level += 1) {
        partition.deploy(`p${level}.bpmn`, model(`p${level}`, [call(`p${level + 1}`)]));
      }
      partition.deploy(`p${CALL_DEPTH}.bpmn`, model(`p${CALL_DEPTH}`, [task('task')]));
      partition.deploy('p.bpmn', model('p', [call('p1')]));
    },
    run: oneByOne,
  },
};

function measured(name, { instances, deploy, run }) {
  const partition = new BenchPartition();
  deploy(partition);
  run(partition, Math.ceil(instances / 20));
  const recordsBefore = partition.records;
  const before = process.cpuUsage();
  run(partition, instances);
  const { user, system } = process.cpuUsage(before);
  if (partition.state.elementInstances.size > 0) throw new Error(`Expected all instances to end: ${name}`);
  const records = partition.records - recordsBefore;
  const cpuSeconds = (user + system) / 1e6;
  return {
    name,
    instances,
    recordsPerInstance: records / instances,
    instancesPerCpuSecond: Math.round(instances / cpuSeconds),
    cpuMicrosecondsPerRecord: Number(((cpuSeconds * 1e6) / records).toFixed(2)),
  };
}

// Each case makes the compiler see more kinds of elements, which makes all slower: the measured rounds begin after that.
for (const [name, settings] of Object.entries(CASES)) {
  measured(name, { ...settings, instances: Math.ceil(settings.instances / 10) });
}

const best = new Map();
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, settings] of Object.entries(CASES)) {
    const result = measured(name, settings);
    const before = best.get(name);
    if (before === undefined || result.cpuMicrosecondsPerRecord < before.cpuMicrosecondsPerRecord) {
      best.set(name, result);
    }
  }
}
print({
  benchmark: 'elements',
  machine: machine(),
  rounds: ROUNDS,
  results: [...best.values()].map((result) => {
    const { comparedWith } = CASES[result.name];
    if (comparedWith === undefined) return result;
    const costPerRecord = result.cpuMicrosecondsPerRecord / best.get(comparedWith).cpuMicrosecondsPerRecord;
    return { ...result, comparedWith, costPerRecordCompared: Number(costPerRecord.toFixed(2)) };
  }),
});
