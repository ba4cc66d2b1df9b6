// The program that reads a whole checkpoint in a process of its own; see first-reading.ts.
// Arguments: the directory and the size of the map. Ends with 0 when everything is intact, else with 1.

import { readHeader } from './checkpoint-header.js';
import { openEnvironment } from './environment.js';
import { scanTable } from './table-scan.js';

const [directory = '', mapSizeBytes = '0'] = process.argv.slice(2);
try {
  const environment = openEnvironment(directory, Number(mapSizeBytes));
  for (const [table, summary] of readHeader(environment, directory).tables) {
    for (const _entity of scanTable(environment, directory, table, summary));
  }
  process.exitCode = 0;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
