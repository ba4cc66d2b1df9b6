/** The memory of the matcher for what it may have to take back. */
const NONE = new Int32Array(0);

/** A stack of 32-bit integers that grows as needed and never shrinks: cheaper than an array for backtracking. */
export class IntStack {
  private items = NONE;
  private size = 0;

  get length(): number {
    return this.size;
  }

  push(value: number): void {
    if (this.size === this.items.length) this.grow();
    this.items[this.size++] = value;
  }

  /** The top item; only for a stack that is not empty. */
  pop(): number {
    return this.items[--this.size] ?? 0;
  }

  /** Drops all items above the first `length`. */
  truncate(length: number): void {
    this.size = length;
  }

  private grow(): void {
    const larger = new Int32Array(Math.max(64, this.items.length * 2));
    larger.set(this.items);
    this.items = larger;
  }
}
