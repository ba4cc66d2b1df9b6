/** The messages and calls of the gateway; they are generated in the protocol package, next to gateway.proto. */
export * from '@grevy/protocol/gateway-messages/server';
