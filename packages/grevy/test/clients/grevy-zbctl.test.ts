// Grevy's own zbctl does what the original does.
import { fileURLToPath } from 'node:url';
import { zbctlSuite } from './zbctl-suite.js';

const entry = fileURLToPath(new URL('../../dist/zbctl-main.js', import.meta.url));

zbctlSuite("Grevy's zbctl", { command: process.execPath, args: [entry] });
