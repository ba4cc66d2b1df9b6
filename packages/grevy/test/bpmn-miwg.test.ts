// The reference models of the BPMN Model Interchange Working Group, deployed to a real server: each is accepted, and then
// its processes start, or refused with the rules that it breaks. They lie outside the project; set GREVY_BPMN_MIWG to
// their folder to run this.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GatewayCalls } from './support/gateway-calls.js';
import { ServerProcess } from './support/server-process.js';

const folder = process.env['GREVY_BPMN_MIWG'] ?? join(import.meta.dirname, '../../../../shared/bpmn-miwg');
const isPresent = existsSync(folder);
const files = isPresent ? readdirSync(folder).filter((name) => name.endsWith('.bpmn')) : [];
if (!isPresent) console.log(`Skipped: the BPMN MIWG models are not at ${folder}`);

interface Deployed {
  readonly deployments: readonly { readonly process: { readonly bpmnProcessId: string } }[];
}

describe.skipIf(!isPresent)('models of the BPMN MIWG on a server', { timeout: 60_000 }, () => {
  let server: ServerProcess;
  let calls: GatewayCalls;
  const started: string[] = [];

  beforeAll(async () => {
    server = await ServerProcess.start({});
    calls = new GatewayCalls(server.address);
  }, 60_000);

  afterAll(async () => {
    calls.close();
    await server.kill();
  });

  it.each(files)('%s', async (name) => {
    const resources = [{ name, content: readFileSync(join(folder, name)) }];
    const answer = await calls.call('DeployResource', { resources }).catch((error: unknown) => error);
    if (answer instanceof Error) {
      expect(answer).toMatchObject({ code: status.INVALID_ARGUMENT });
      expect(answer.message).toMatch(new RegExp(`'${name}': - Element: [^]*    - ERROR: `));
      return;
    }
    for (const { process } of (answer as unknown as Deployed).deployments) {
      const { bpmnProcessId } = process;
      const created = await calls.call('CreateProcessInstance', {
        bpmnProcessId,
        version: -1,
        variables: '{}',
      });
      started.push(String(created['processInstanceKey']));
    }
  });

  it('has started the executable ones', () => {
    expect(started.length).toBeGreaterThan(0);
  });
});
