// Commits checkpoints until it is killed. All entities of a checkpoint have the same value: its number.
// Each number is printed once the commit was acknowledged.
import { CheckpointStore } from '@grevy/store';

const store = CheckpointStore.open(process.argv[2]);
for (const table of store.tables) for (const _entity of store.scan(table));
for (let position = store.position + 1; ; position++) {
  const bytes = new TextEncoder().encode(`generation ${position}`);
  const writer = store.begin();
  for (let slice = 0; slice < 4; slice++) {
    const keys = Array.from({ length: 500 }, (_, n) => slice * 500 + n);
    await writer.write(
      'things',
      keys.map((key) => ({ key, bytes })),
    );
    await writer.write(
      'names',
      keys.slice(0, 50).map((key) => ({ key: `name ${key}`, bytes })),
    );
  }
  await writer.commit(position, bytes);
  console.log(position);
}
