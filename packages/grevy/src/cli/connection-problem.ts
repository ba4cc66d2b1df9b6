// What kept a connection from being made, as far as the transport's description of it tells.

/** Whether the client encrypted, and the gateway does not. */
export function lacksEncryption(description: string): boolean {
  return /wrong version number|packet length too long|before secure TLS connection/.test(description);
}

/** What is wrong with the certificate of the gateway; undefined if nothing is said of it. */
export function certificateProblem(description: string): string | undefined {
  return /\b(?:unable to verify|self[- ]signed certificate|unable to get|Hostname\/IP does not match|certificate has expired)[^:.]*/.exec(
    description,
  )?.[0];
}
