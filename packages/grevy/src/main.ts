#!/usr/bin/env node
// Entry of the command `grevy`.
import { tolerateClosedOutput } from './cli/output.js';
import { runGrevy } from './grevy-program.js';

// Warnings of Node about libraries are for developers.
process.noDeprecation = true;
tolerateClosedOutput();
process.exitCode = await runGrevy(process.argv.slice(2));
