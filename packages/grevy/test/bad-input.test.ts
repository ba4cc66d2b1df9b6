// Bad input of every kind: the client gets the error of the reference, the server goes on, and nothing is half done.
import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GatewayCalls } from './support/gateway-calls.js';
import { ServerProcess } from './support/server-process.js';

const MODEL = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="http://grevy.test">
  <bpmn:process id="p" isExecutable="true">
    <bpmn:startEvent id="start" />
    <bpmn:serviceTask id="task"><bpmn:extensionElements><zeebe:taskDefinition type="work" /></bpmn:extensionElements></bpmn:serviceTask>
    <bpmn:sequenceFlow id="f" sourceRef="start" targetRef="task" />
  </bpmn:process>
</bpmn:definitions>`;

const FOUR_MEGABYTES = 4 * 1024 * 1024;
const UNKNOWN_KEY = '2251799813999999';

const deploy = (content: string | Buffer, name = 'broken.bpmn') => ({
  resources: [{ name, content: Buffer.from(content as string) }],
});
const create = (variables: string) => ({ bpmnProcessId: 'p', version: -1, variables });

interface BadCall {
  readonly what: string;
  readonly method: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly code: status;
  readonly text: RegExp;
}

const BAD_CALLS: readonly BadCall[] = [
  {
    what: 'text that is no XML',
    method: 'DeployResource',
    request: deploy('no xml'),
    code: status.INVALID_ARGUMENT,
    text: /Content is not allowed in prolog/,
  },
  {
    what: 'an empty file',
    method: 'DeployResource',
    request: deploy(''),
    code: status.INVALID_ARGUMENT,
    text: /'broken\.bpmn': Fatal Error: URI=null Line=1: Premature end of file/,
  },
  {
    what: 'an empty file in the deprecated call',
    method: 'DeployProcess',
    request: { processes: [{ name: 'broken.bpmn', definition: Buffer.from('') }] },
    code: status.INVALID_ARGUMENT,
    text: /'broken\.bpmn': Fatal Error: URI=null Line=1: Premature end of file/,
  },
  {
    what: 'an empty DMN file',
    method: 'DeployResource',
    request: deploy('', 'broken.dmn'),
    code: status.INVALID_ARGUMENT,
    text: /Unable to parse model/,
  },
  {
    what: 'an empty form',
    method: 'DeployResource',
    request: deploy('', 'broken.form'),
    code: status.INVALID_ARGUMENT,
    text: /'broken\.form'/,
  },
  {
    what: 'XML that is cut off',
    method: 'DeployResource',
    request: deploy(MODEL.slice(0, 300)),
    code: status.INVALID_ARGUMENT,
    text: /'broken\.bpmn': Fatal Error/,
  },
  {
    what: 'an XML bomb',
    method: 'DeployResource',
    request: deploy('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    code: status.INVALID_ARGUMENT,
    text: /DOCTYPE/,
  },
  {
    what: 'invalid UTF-8',
    method: 'DeployResource',
    request: deploy(Buffer.from([0x3c, 0x61, 0xff, 0xfe])),
    code: status.INVALID_ARGUMENT,
    text: /Invalid byte 1 of 1-byte UTF-8 sequence/,
  },
  {
    what: 'XML nested too deep',
    method: 'DeployResource',
    request: deploy('<a>'.repeat(100_000)),
    code: status.INVALID_ARGUMENT,
    text: /'broken\.bpmn'/,
  },
  {
    what: 'an unknown kind of resource',
    method: 'DeployResource',
    request: deploy('x', 'x.txt'),
    code: status.INVALID_ARGUMENT,
    text: /\n\n'x\.txt': unknown resource type/,
  },
  {
    what: 'no resource',
    method: 'DeployResource',
    request: { resources: [] },
    code: status.INVALID_ARGUMENT,
    text: /Expected to deploy at least one resource/,
  },
  {
    what: 'JSON that is no object',
    method: 'CreateProcessInstance',
    request: create('[1]'),
    code: status.INVALID_ARGUMENT,
    text: /Expected document to be a root level object, but was 'ARRAY'/,
  },
  {
    what: 'text that is no JSON',
    method: 'CreateProcessInstance',
    request: create('{bla'),
    code: status.INVALID_ARGUMENT,
    text: /Invalid JSON value: \{bla/,
  },
  {
    what: 'an integer beyond 64 bits',
    method: 'CreateProcessInstance',
    request: create('{"a":18446744073709551616}'),
    code: status.INVALID_ARGUMENT,
    text: /MessagePack cannot serialize BigInteger/,
  },
  {
    what: 'an unknown process',
    method: 'CreateProcessInstance',
    request: { bpmnProcessId: 'nowhere', version: -1 },
    code: status.NOT_FOUND,
    text: /none found/,
  },
  {
    what: 'version zero',
    method: 'CreateProcessInstance',
    request: { bpmnProcessId: 'p', version: 0 },
    code: status.NOT_FOUND,
    text: /version '0', but none found/,
  },
  {
    what: 'an unknown job',
    method: 'CompleteJob',
    request: { jobKey: UNKNOWN_KEY },
    code: status.NOT_FOUND,
    text: /no such job was found/,
  },
  {
    what: 'a key of a partition that does not exist',
    method: 'CompleteJob',
    request: { jobKey: '123' },
    code: status.UNAVAILABLE,
    text: /partition 0/,
  },
  {
    what: 'a negative key',
    method: 'CancelProcessInstance',
    request: { processInstanceKey: '-7' },
    code: status.UNAVAILABLE,
    text: /partition -1/,
  },
  {
    what: 'no retries',
    method: 'UpdateJobRetries',
    request: { jobKey: UNKNOWN_KEY, retries: 0 },
    code: status.INVALID_ARGUMENT,
    text: /positive amount of retries, but the amount given was '0'/,
  },
  {
    what: 'an unknown incident',
    method: 'ResolveIncident',
    request: { incidentKey: UNKNOWN_KEY },
    code: status.NOT_FOUND,
    text: /no such incident was found/,
  },
  {
    what: 'variables of an unknown scope',
    method: 'SetVariables',
    request: { elementInstanceKey: UNKNOWN_KEY, variables: '{}' },
    code: status.NOT_FOUND,
    text: /no such element was found/,
  },
  {
    what: 'a request of more than 4 MB',
    method: 'CreateProcessInstance',
    request: create(`{"a":"${'x'.repeat(FOUR_MEGABYTES)}"}`),
    code: status.RESOURCE_EXHAUSTED,
    text: /./,
  },
  {
    what: 'variables whose records exceed 4 MB',
    method: 'CreateProcessInstance',
    request: create(`{"a":"${'x'.repeat(3_000_000)}"}`),
    code: status.UNKNOWN,
    text: /EXCEEDED_BATCH_RECORD_SIZE/,
  },
];

describe('bad input', () => {
  let server: ServerProcess;
  let calls: GatewayCalls;

  beforeAll(async () => {
    server = await ServerProcess.start({});
    calls = new GatewayCalls(server.address);
    await calls.call('DeployResource', deploy(MODEL, 'p.bpmn'));
  });
  afterAll(async () => {
    calls.close();
    await server.stop();
  });

  it.each(BAD_CALLS)('$what is refused', async ({ method, request, code, text }) => {
    const error: unknown = await calls.call(method, request).then(
      () => 'it was accepted',
      (refusal: unknown) => refusal,
    );
    expect(error).toMatchObject({ code, details: expect.stringMatching(text) as unknown });
  });

  it('deeply nested variables are accepted and come back as they were', async () => {
    const nested = `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
    await calls.call('CreateProcessInstance', create(nested));
    const [response] = await calls.collect('ActivateJobs', {
      type: 'work',
      // Until the end of this file: the job must not come back.
      timeout: '3600000',
      maxJobsToActivate: 1,
      requestTimeout: '-1',
    });
    expect((response?.['jobs'] as { readonly variables: string }[])[0]?.variables).toBe(nested);
  });

  it('left nothing behind: only what was accepted is there', async () => {
    await calls.call('CreateProcessInstance', create('{"n":1}'));
    const responses = await calls.collect('ActivateJobs', {
      type: 'work',
      timeout: '1000',
      maxJobsToActivate: 100,
      requestTimeout: '-1',
    });
    expect(responses.flatMap((response) => response['jobs'] as unknown[])).toHaveLength(1);
  });
});
