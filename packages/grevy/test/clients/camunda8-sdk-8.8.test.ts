// @camunda8/sdk 8.8, unmodified.
import { Camunda8 } from '@camunda8/sdk';
import { camunda8SdkSuite } from './camunda8-sdk-suite.js';

camunda8SdkSuite({
  version: '8.8.13',
  Sdk: Camunda8,
  addressSettings: (address) => ({ ZEEBE_GRPC_ADDRESS: `grpc://${address}` }),
  streamingWorkersPoll: true,
});
