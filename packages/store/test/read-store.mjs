// Reads every entity of the store in the given directory and says what it found.
import { CheckpointError, CheckpointStore } from '@grevy/store';

try {
  const store = CheckpointStore.open(process.argv[2], { mapSizeBytes: Number(process.env.MAP_SIZE_BYTES) });
  let isRight = true;
  for (const [key, bytes] of store.scan('things')) {
    const generation = key % 2 === 0 ? 2 : 1;
    const expected = `entity ${key} of generation ${generation} `.repeat(4);
    if (new TextDecoder().decode(bytes) !== expected) isRight = false;
  }
  console.log(isRight ? 'intact' : 'wrong data');
} catch (error) {
  console.log(error instanceof CheckpointError ? `refused: ${error.message}` : `failed: ${error}`);
}
