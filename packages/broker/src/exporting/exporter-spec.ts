/** Which exporter runs under which id, as the configuration says it. Plain data: it is sent to the exporting thread. */
import type { ConfigurationShape } from '@grevy/exporter-api';

export interface ExporterSpec {
  readonly id: string;
  /** Absolute path or `file:` URL of the module that holds the exporter. */
  readonly module: string;
  /** Named export of the module; `default` if absent. */
  readonly exportName?: string;
  readonly args?: ConfigurationShape;
}
