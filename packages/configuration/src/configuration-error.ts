// A configuration that cannot work: the start stops.

export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  /** @param problems each says what is wrong and where */
  constructor(readonly problems: readonly string[]) {
    super(
      problems.length === 1
        ? problems.join('')
        : `The configuration cannot work:\n- ${problems.join('\n- ')}`,
    );
  }
}
