// @camunda8/sdk 8.6, unmodified.
import { Camunda8 } from 'camunda8-sdk-8.6';
import { camunda8SdkSuite } from './camunda8-sdk-suite.js';

camunda8SdkSuite({
  version: '8.6.38',
  // Of what the suite uses, the types of both versions are the same.
  Sdk: Camunda8 as never,
  addressSettings: (address) => ({ ZEEBE_ADDRESS: address, CAMUNDA_SECURE_CONNECTION: false }),
  streamingWorkersPoll: false,
});
