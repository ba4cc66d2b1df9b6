// zbctl 8.3.0, unmodified.
import { skippedSuite } from './suite/client-suite.js';
import { zbctl } from './toolchains.js';
import { zbctlSuite } from './zbctl-suite.js';

const VERSION = '8.3.0';
const NAME = `zbctl ${VERSION}`;
const program = await zbctl(VERSION);

if (program === undefined) skippedSuite(NAME);
else zbctlSuite(NAME, program);
