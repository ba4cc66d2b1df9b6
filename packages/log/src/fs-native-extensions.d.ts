/** The part of the library that is used here; it ships no types. */
declare module 'fs-native-extensions' {
  /** Locks the open file exclusively, or returns false when another open file holds the lock. */
  export function tryLock(fd: number): boolean;
}
