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
const PART = /(\d+\.?\d*|\.\d+)([^\d.]*)/y;
/** Durations count nanoseconds in 64 bits. */
const MAX_MS = Number(2n ** 63n) / 1e6;

/**
 * Milliseconds of a duration, rounded down.
 * @throws SyntaxError that says what is wrong
 */
export function parseDuration(text: string): number {
  const unsigned = text.replace(/^[+-]/, '');
  if (unsigned === '0') return 0;
  let totalMs = 0;
  PART.lastIndex = 0;
  do {
    const part = PART.exec(unsigned);
    if (part === null) throw invalid('invalid duration', text);
    const [, amount = '', unit = ''] = part;
    if (unit === '') throw invalid('missing unit in duration', text);
    const unitMs = UNIT_MS[unit];
    if (unitMs === undefined) throw invalid(`unknown unit ${JSON.stringify(unit)} in duration`, text);
    totalMs += Number(amount) * unitMs;
  } while (PART.lastIndex < unsigned.length);
  if (totalMs >= MAX_MS) throw invalid('invalid duration', text);
  return Math.trunc(text.startsWith('-') ? -totalMs : totalMs);
}

function invalid(problem: string, text: string): SyntaxError {
  return new SyntaxError(`time: ${problem} ${JSON.stringify(text)}`);
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
