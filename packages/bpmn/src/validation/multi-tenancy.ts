// What 8.3 cannot do for tenants other than the default one (spec 10 §7.7).
import type { ExecutableProcess } from '../model/elements.js';
import { reportProcess } from './report.js';

const DEFAULT_TENANT = '<default>';
const ISSUE = 'https://github.com/camunda/zeebe/issues/12653';

/** The block of the rejection (spec 10 §7.2), or undefined if the processes may be deployed for the tenant. */
export function checkMultiTenancy(
  resourceName: string,
  processes: readonly ExecutableProcess[],
  tenantId: string,
): string | undefined {
  if (tenantId === DEFAULT_TENANT) return undefined;
  let report = '';
  for (const process of processes) {
    const elements = process.elements
      .filter((element) => element.eventType === 'SIGNAL')
      .map((element) => `'${element.id}' of type 'SIGNAL' '${element.elementType}'`)
      .sort();
    if (elements.length === 0) continue;
    report += reportProcess(
      process.id,
      `Processes belonging to custom tenants are not allowed to contain elements unsupported with multi-tenancy. Only the default tenant '${DEFAULT_TENANT}' supports these elements currently: [${elements.join(', ')}]. See ${ISSUE} for more details.`,
    );
  }
  return report === '' ? undefined : `\`${resourceName}\`: ${report}`;
}
