// `grevy deploy FILE…`: deploys processes, decisions and forms, all or none.
import type { Deployment, Resource } from '@grevy/client';
import { readFile } from 'node:fs/promises';
import { CommandFailure } from '../cli/failure.js';
import { GREVY_CLIENT, withClient, type GatewayOptions } from '../cli/gateway-options.js';
import { ProgressLine } from '../cli/progress-line.js';
import { printResult, type OutputOptions } from '../cli/output.js';

const CAMUNDA_7_NAMESPACE = 'http://camunda.org/schema/1.0/bpmn';

/** A resource is named after its path as given: the same path again is a new version of the same resource. */
export async function deploy(
  files: readonly string[],
  gateway: GatewayOptions,
  options: OutputOptions,
): Promise<void> {
  const progress = new ProgressLine(options.json !== true);
  const resources: Resource[] = [];
  try {
    for (const [index, file] of files.entries()) {
      progress.show(`Reading ${index + 1} of ${files.length}: ${file}`);
      resources.push(await resourceOf(file));
    }
  } finally {
    progress.clear();
  }
  if (options.json !== true) for (const resource of resources) noteCamunda7(resource);
  const response = await withClient(gateway, GREVY_CLIENT, (client) =>
    progress.during(`Deploying ${files.length} files`, client.deployResource({ resources })),
  );
  printResult(options, response.deployments.map(shownDeployment).join('\n'), response);
}

/** What a deployment finds missing, or takes without a word, is often there under the names of Camunda 7. */
function noteCamunda7({ name, content }: Resource): void {
  if (content === undefined || !Buffer.from(content).includes(CAMUNDA_7_NAMESPACE)) return;
  process.stderr.write(
    `note: ${name} was made for Camunda 7: what has the namespace ${CAMUNDA_7_NAMESPACE} has no effect here\n`,
  );
}

async function resourceOf(path: string): Promise<Resource> {
  const content = await readFile(path).catch((error: unknown) => {
    throw new CommandFailure(`${path} cannot be read: ${error instanceof Error ? error.message : ''}`);
  });
  return { name: path, content };
}

function shownDeployment({ process, decision, decisionRequirements, form }: Deployment): string {
  if (process !== undefined) {
    return `process ${process.bpmnProcessId}, version ${process.version}, key ${process.processDefinitionKey}`;
  }
  if (decision !== undefined) {
    return `decision ${decision.dmnDecisionId}, version ${decision.version}, key ${decision.decisionKey}`;
  }
  if (decisionRequirements !== undefined) {
    const { dmnDecisionRequirementsId, version, decisionRequirementsKey } = decisionRequirements;
    return `decision requirements ${dmnDecisionRequirementsId}, version ${version}, key ${decisionRequirementsKey}`;
  }
  return form === undefined ? '' : `form ${form.formId}, version ${form.version}, key ${form.formKey}`;
}
