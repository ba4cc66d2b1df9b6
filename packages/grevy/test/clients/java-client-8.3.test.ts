// The Java client 8.3, unmodified.
import { javaClient } from './java-client.js';
import { clientSuite, skippedSuite } from './suite/client-suite.js';
import { javaDriver } from './toolchains.js';

const NAME = 'Java client 8.3.22';
const program = await javaDriver('8.3.22', false);

if (program === undefined) skippedSuite(NAME);
else clientSuite(javaClient(NAME, program, []));
