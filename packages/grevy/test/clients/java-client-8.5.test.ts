// The Java client 8.5, unmodified.
import { javaClient, NEWER_RPCS } from './java-client.js';
import { clientSuite, skippedSuite } from './suite/client-suite.js';
import { javaDriver } from './toolchains.js';

const NAME = 'Java client 8.5.25';
const program = await javaDriver('8.5.25', true);

if (program === undefined) skippedSuite(NAME);
else clientSuite(javaClient(NAME, program, NEWER_RPCS));
