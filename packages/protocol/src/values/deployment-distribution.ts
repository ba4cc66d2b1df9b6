/** DEPLOYMENT_DISTRIBUTION (spec 8.8): legacy, on logs written before 8.3. */
import type { Infer } from '../schema/description.js';
import { command, event } from '../schema/intents.js';
import { object } from '../schema/object.js';

export const deploymentDistribution = object((field) => ({
  /** Receiving partition. */
  partitionId: field.int(),
}));
export type DeploymentDistributionValue = Infer<typeof deploymentDistribution>;

export const deploymentDistributionIntents = {
  DISTRIBUTING: event(0),
  COMPLETE: command(1),
  COMPLETED: event(2),
} as const;
