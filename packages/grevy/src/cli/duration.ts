// Durations as in `300ms`, `50s`, `1m`, `1h30m`: numbers with units, largest first by habit.

const UNIT_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};
const DURATION = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/u;
const PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/gu;

/**
 * Milliseconds of a duration, rounded down.
 * @throws SyntaxError that says what is wrong
 */
export function parseDuration(text: string): number {
  if (/^[+-]?0$/.test(text)) return 0;
  if (!DURATION.test(text)) throw new SyntaxError(`time: ${problemOf(text)} ${JSON.stringify(text)}`);
  let totalMs = 0;
  for (const [, amount = '0', unit = 'ms'] of text.matchAll(PART))
    totalMs += Number(amount) * (UNIT_MS[unit] ?? 0);
  return Math.trunc(text.startsWith('-') ? -totalMs : totalMs);
}

function problemOf(text: string): string {
  if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return 'missing unit in duration';
  const unit = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)[^\d.]+)*?(?:\d+\.?\d*|\.\d+)([^\d.]+)$/.exec(text)?.[1];
  return unit === undefined || unit in UNIT_MS
    ? 'invalid duration'
    : `unknown unit ${JSON.stringify(unit)} in duration`;
}

/** The text of a duration: `0s`, `1.5s`, `300ms`, `1m0s`, `1h30m0s`. */
export function durationText(durationMs: number): string {
  if (durationMs === 0) return '0s';
  const sign = durationMs < 0 ? '-' : '';
  const absoluteMs = Math.abs(durationMs);
  if (absoluteMs < 1_000) return `${sign}${absoluteMs}ms`;
  const hours = Math.floor(absoluteMs / 3_600_000);
  const minutes = Math.floor(absoluteMs / 60_000) % 60;
  const seconds = (absoluteMs % 60_000) / 1_000;
  const minutesText = hours > 0 || minutes > 0 ? `${minutes}m` : '';
  return `${sign}${hours > 0 ? `${hours}h` : ''}${minutesText}${seconds}s`;
}
