// Waiting for what a worker does in its own time.

/** Resolves when the condition holds. @throws Error with the name of the condition after 25 s */
export async function eventually(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const endMs = performance.now() + 25_000;
  while (!(await condition())) {
    if (performance.now() > endMs) throw new Error(`It did not happen: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A promise and what settles it. */
export class Gate {
  open: () => void = () => undefined;
  readonly opened = new Promise<void>((resolve) => (this.open = resolve));
}
