// Ctrl-C and SIGTERM: the first one stops cleanly, a second one ends the process at once.
import { ExitCode } from './failure.js';

/**
 * Resolves at the first signal; from then on a second one exits.
 * @param hurry is called before the process exits at the second one
 */
export function stopSignal(hurry: () => void): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let isStopping = false;
    const listener = (signal: NodeJS.Signals): void => {
      if (isStopping) {
        hurry();
        process.exit(ExitCode.FAILURE);
      }
      isStopping = true;
      resolve(signal);
    };
    process.on('SIGINT', listener);
    process.on('SIGTERM', listener);
  });
}
