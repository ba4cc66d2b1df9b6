#!/usr/bin/env node
// Entry of the command `zbctl`.
import { tolerateClosedOutput } from './cli/output.js';
import { runZbctl } from './zbctl/zbctl-program.js';

tolerateClosedOutput();
process.exitCode = await runZbctl(process.argv.slice(2));
