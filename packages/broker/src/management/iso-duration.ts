// A duration in ISO 8601 with hours as the largest unit, as JSON bodies show it: `PT5M`, `PT1M30S`, `PT0.2S`.
export function isoDuration(durationMs: number): string {
  if (durationMs === 0) return 'PT0S';
  const hours = Math.floor(durationMs / 3_600_000);
  const minutes = Math.floor(durationMs / 60_000) % 60;
  const seconds = (durationMs % 60_000) / 1_000;
  const parts = [`${hours}H`, `${minutes}M`, `${seconds}S`].filter((part) => !/^0[HMS]$/.test(part));
  return `PT${parts.join('')}`;
}
