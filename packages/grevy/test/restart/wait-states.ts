// Every state in which a process instance can wait (spec 15 §18 R11), with the way into it and the way on.
import type { ActivatedJob, Scene } from './scene.js';

export interface WaitState {
  readonly name: string;
  /** In the model language; the process has the name of the state, as far as it allows. */
  readonly model: string;
  /** Brings an instance into the state; returns its key. */
  enter(scene: Scene): Promise<string>;
  /** After the restart: what lets the instance go on. Nothing, if the clock does. */
  goOn?(scene: Scene, processInstanceKey: string): Promise<void>;
}

/** What a state remembers over the restart, as a client would. */
const activated = new Map<string, ActivatedJob | undefined>();
/** Jobs of a multi-instance that a worker has when the server is killed. */
const lockedItems = new Map<string, readonly ActivatedJob[]>();

function oneTask(id: string): string {
  return `process ${id}
    start: startEvent
    task: serviceTask type=${id}
    end: endEvent
    f1: start -> task
    f2: task -> end`;
}

function between(id: string, element: string): string {
  return `process ${id}
    start: startEvent
    wait: ${element}
    end: endEvent
    f1: start -> wait
    f2: wait -> end`;
}

const create =
  (id: string, variables: object = {}) =>
  (scene: Scene) =>
    scene.create(id, variables);

export const WAIT_STATES: readonly WaitState[] = [
  {
    name: 'job created',
    model: oneTask('job-created'),
    enter: create('job-created'),
    goOn: (scene) => scene.completeAll('job-created'),
  },
  {
    name: 'job activated, its worker still has it',
    model: oneTask('job-activated'),
    async enter(scene) {
      const instance = await scene.create('job-activated');
      activated.set(instance, (await scene.activate('job-activated'))[0]);
      return instance;
    },
    goOn: (scene, instance) => scene.complete(activated.get(instance)),
  },
  {
    name: 'job whose lock expires during the downtime',
    model: oneTask('lock-expires'),
    async enter(scene) {
      const instance = await scene.create('lock-expires');
      await scene.activate('lock-expires', 300);
      return instance;
    },
    goOn: (scene) => scene.completeAll('lock-expires'),
  },
  {
    name: 'job that waits out its backoff',
    model: oneTask('backoff'),
    async enter(scene) {
      const instance = await scene.create('backoff');
      await scene.fail((await scene.activate('backoff'))[0], 1, 500);
      return instance;
    },
    goOn: (scene) => scene.completeAll('backoff'),
  },
  {
    name: 'user task',
    model: between('user-task', 'userTask'),
    enter: create('user-task'),
    goOn: (scene) => scene.completeAll('io.camunda.zeebe:userTask'),
  },
  {
    name: 'timer that becomes due during the downtime',
    model: between('timer-missed', 'intermediateCatchEvent timeDuration=PT0.2S'),
    enter: create('timer-missed'),
  },
  {
    name: 'timer that becomes due later',
    model: between('timer-later', 'intermediateCatchEvent timeDuration=PT4S'),
    enter: create('timer-later'),
  },
  {
    name: 'timer boundary event of a task',
    model: `process boundary-timer
      start: startEvent
      task: serviceTask type=never
      late: boundaryEvent attachedTo=task timeDuration=PT0.2S
      end: endEvent
      f1: start -> task
      f2: late -> end`,
    enter: create('boundary-timer'),
  },
  {
    name: 'incident of a job without retries',
    model: oneTask('job-incident'),
    async enter(scene) {
      const instance = await scene.create('job-incident');
      const [job] = await scene.activate('job-incident');
      await scene.fail(job, 0);
      activated.set(instance, job);
      return instance;
    },
    async goOn(scene, instance) {
      await scene.giveRetries(activated.get(instance)?.key ?? '');
      await scene.resolve(await scene.event('INCIDENT', 'CREATED', instance));
      await scene.completeAll('job-incident');
    },
  },
  {
    name: 'incident of a gateway',
    model: `process gateway-incident
      start: startEvent
      gateway: exclusiveGateway
      end: endEvent
      other: endEvent
      f1: start -> gateway
      f2: gateway -> end if "=x > 1"
      f3: gateway -> other if "=x > 2"`,
    enter: create('gateway-incident'),
    async goOn(scene, instance) {
      await scene.setVariables(instance, { x: 2 });
      await scene.resolve(await scene.event('INCIDENT', 'CREATED', instance));
    },
  },
  {
    name: 'message subscription open',
    model: between('subscription', 'intermediateCatchEvent onMessage=paid correlationKey="=key"'),
    enter: create('subscription', { key: 'order-1' }),
    goOn: (scene) => scene.publish('paid', 'order-1'),
  },
  {
    name: 'receive task',
    model: between('receive', 'receiveTask message=received correlationKey="=key"'),
    enter: create('receive', { key: 'order-2' }),
    goOn: (scene) => scene.publish('received', 'order-2'),
  },
  {
    name: 'message buffered, the instance comes to its event later',
    model: `process buffered
      start: startEvent
      task: serviceTask type=buffered
      wait: intermediateCatchEvent onMessage=early correlationKey="=key"
      end: endEvent
      f1: start -> task
      f2: task -> wait
      f3: wait -> end`,
    async enter(scene) {
      await scene.publish('early', 'order-3');
      return await scene.create('buffered', { key: 'order-3' });
    },
    goOn: (scene) => scene.completeAll('buffered'),
  },
  {
    name: 'signal subscription open',
    model: between('signal', 'intermediateCatchEvent signal=alarm'),
    enter: create('signal'),
    goOn: (scene) => scene.broadcast('alarm'),
  },
  {
    name: 'event-based gateway',
    model: `process event-gateway
      start: startEvent
      gateway: eventBasedGateway
      message: intermediateCatchEvent onMessage=decided correlationKey="=key"
      timer: intermediateCatchEvent timeDuration=PT1H
      end: endEvent
      f1: start -> gateway
      f2: gateway -> message
      f3: gateway -> timer
      f4: message -> end
      f5: timer -> end`,
    enter: create('event-gateway', { key: 'order-4' }),
    goOn: (scene) => scene.publish('decided', 'order-4'),
  },
  {
    name: 'event sub-process that interrupts',
    model: `process event-sub-process
      start: startEvent
      task: serviceTask type=never
      f1: start -> task
      handler: subProcess triggeredByEvent=true {
        stopped: startEvent onMessage=stop correlationKey="=key"
        end: endEvent
        f2: stopped -> end
      }`,
    enter: create('event-sub-process', { key: 'order-5' }),
    goOn: (scene) => scene.publish('stop', 'order-5'),
  },
  {
    name: 'call activity',
    model: `process caller
      start: startEvent
      call: callActivity calls=called
      end: endEvent
      f1: start -> call
      f2: call -> end
      process called
        calledStart: startEvent
        calledTask: serviceTask type=called
        f3: calledStart -> calledTask`,
    enter: create('caller'),
    goOn: (scene) => scene.completeAll('called'),
  },
  {
    name: 'parallel gateway of which one flow has arrived',
    model: `process half-joined
      start: startEvent
      fork: parallelGateway
      a: serviceTask type=first-half
      b: serviceTask type=second-half
      join: parallelGateway
      end: endEvent
      f1: start -> fork
      f2: fork -> a
      f3: fork -> b
      f4: a -> join
      f5: b -> join
      f6: join -> end`,
    async enter(scene) {
      const instance = await scene.create('half-joined');
      await scene.completeAll('first-half');
      return instance;
    },
    goOn: (scene) => scene.completeAll('second-half'),
  },
  {
    name: 'multi-instance of which one instance has completed',
    model: between(
      'multi-instance',
      'serviceTask type=item loop.inputCollection="=[1,2,3]" loop.inputElement=item loop.outputCollection=results loop.outputElement="=item"',
    ),
    async enter(scene) {
      const instance = await scene.create('multi-instance');
      const [first, ...others] = await scene.activateCount('item', 3);
      await scene.complete(first);
      lockedItems.set(instance, others);
      return instance;
    },
    async goOn(scene, instance) {
      for (const job of lockedItems.get(instance) ?? []) await scene.complete(job);
    },
  },
  {
    name: 'message that waits until the instance of its correlation key has ended',
    model: `process locked
      start: startEvent onMessage=begin
      task: serviceTask type=locked
      end: endEvent
      f1: start -> task
      f2: task -> end`,
    async enter(scene) {
      await scene.publish('begin', 'order-6');
      await scene.publish('begin', 'order-6');
      const [first] = await scene.activate('locked');
      activated.set('locked', first);
      return await scene.startedBy('begin', 1);
    },
    async goOn(scene) {
      await scene.complete(activated.get('locked'));
      await scene.completeAll('locked');
      await scene.completed(await scene.startedBy('begin', 2));
    },
  },
];
