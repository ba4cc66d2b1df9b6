// Commits a small checkpoint, a large one and a small one again, and prints how each attempt ended.
import { CheckpointStore } from '@grevy/store';

const store = CheckpointStore.open(process.argv[2]);
const values = ['a', 'b'.repeat(2_000_000), 'c'];
for (const [n, value] of values.entries()) {
  const position = n + 1;
  try {
    const writer = store.begin();
    await writer.write('things', [{ key: position, bytes: new TextEncoder().encode(value) }]);
    await writer.commit(position, new Uint8Array(0));
    console.log(`${position} committed`);
  } catch (error) {
    console.log(`${position} ${error.name}`);
  }
}
await store.close();
