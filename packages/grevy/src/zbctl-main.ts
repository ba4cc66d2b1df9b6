#!/usr/bin/env node
// Entry of the command `zbctl`.
import { tolerateClosedOutput } from './cli/output.js';
import { runZbctl } from './zbctl/zbctl-program.js';

// Warnings of Node about libraries are for developers.
process.noDeprecation = true;
tolerateClosedOutput();
process.exitCode = await runZbctl(process.argv.slice(2));
