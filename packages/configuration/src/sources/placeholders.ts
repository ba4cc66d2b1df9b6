// `${VARIABLE}` and `${VARIABLE:default}` in the values of a file.
import type { Environment } from './environment-variables.js';

const PLACEHOLDER = /\$\{([^}:]+)(?::([^}]*))?\}/g;

/** @throws Error when a variable is not set and has no default */
export function withPlaceholders(text: string, environment: Environment): string {
  return text.replaceAll(PLACEHOLDER, (whole: string, name: string, standard: string | undefined) => {
    const value = environment[name.trim()] ?? standard;
    if (value === undefined) {
      throw new Error(
        `needs the environment variable ${name.trim()} for ${whole}; set it, or write \${${name}:default}`,
      );
    }
    return value;
  });
}
