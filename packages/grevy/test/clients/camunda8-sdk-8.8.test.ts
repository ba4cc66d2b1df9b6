// @camunda8/sdk 8.8, unmodified.
import { Camunda8 } from '@camunda8/sdk';
import { camunda8Sdk } from './camunda8-sdk-client.js';
import { clientSuite } from './suite/client-suite.js';

clientSuite(
  camunda8Sdk({
    version: '8.8.13',
    Sdk: Camunda8,
    addressSettings: (address) => ({ ZEEBE_GRPC_ADDRESS: `grpc://${address}` }),
    streamingWorkersPoll: true,
  }),
);
