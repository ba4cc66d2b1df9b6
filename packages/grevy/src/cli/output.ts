// What commands print: text for people, or JSON for programs.

export interface OutputOptions {
  readonly json?: boolean;
}

/** Prints a result in the form that was asked for. */
export function printResult(options: OutputOptions, text: string, json: unknown): void {
  process.stdout.write(options.json === true ? prettyJson(json) : `${text}\n`);
}

/** JSON with two blanks of indentation and a final line feed. */
export function prettyJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** Ends the process quietly when the reader of its output has gone, as in `grevy … | head`. */
export function tolerateClosedOutput(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}
