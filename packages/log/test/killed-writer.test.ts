import { expect, test } from 'vitest';
import { startChild } from './child.js';
import { temporaryLog } from './temporary-log.js';

test('given a writer killed again and again, then every acknowledged batch is there and the log has no gap', async () => {
  const log = await temporaryLog();
  let trimmed = false;
  for (let round = 0; round < 8; round++) {
    const writer = startChild('log-writer.mjs', log.directory);
    let acknowledged = 0;
    let lines = 0;
    const wanted = 20 + ((round * 53) % 200);
    for await (const line of writer.lines) {
      acknowledged = Number(line);
      lines += 1;
      if (lines === wanted) break;
    }
    await writer.kill();

    const recovered = await log.open({ segmentBytes: 64 * 1024 });

    expect(recovered.lastPosition).toBeGreaterThanOrEqual(acknowledged);
    expect(recovered.firstPosition).toBeLessThanOrEqual(Math.max(recovered.lastPosition - 300, 1));
    let next = recovered.firstPosition;
    for await (const batch of recovered.read(next)) {
      expect(batch.firstPosition).toBe(next);
      expect(new TextDecoder().decode(batch.payload)).toMatch(new RegExp(`^${next}:`));
      next = batch.lastPosition + 1;
    }
    expect(next - 1).toBe(recovered.lastPosition);
    trimmed ||= recovered.firstPosition > 1;
    await recovered.close();
  }
  expect(trimmed).toBe(true);
});
