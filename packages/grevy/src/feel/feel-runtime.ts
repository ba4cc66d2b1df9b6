// What expressions on the command line see of the world: the clock and zone of this machine, or a given moment.
import { FeelDateTime, parseDateTime, type FeelRuntime } from '@grevy/feel';
import { UsageFailure } from '../cli/failure.js';

/**
 * @param now a date and time with an offset and perhaps a zone, as in
 *   `2024-02-29T14:14:15.678+01:00[Europe/Berlin]`, at which the clock then stands still; undefined: the present
 */
export function feelRuntime(now: string | undefined): FeelRuntime {
  if (now === undefined) {
    return { nowMs: Date.now(), zone: Intl.DateTimeFormat().resolvedOptions().timeZone, random: Math.random };
  }
  const [, moment = now, region] = /^(.*?)(?:\[(.+)\])?$/s.exec(now) ?? [];
  const parsed = parseDateTime(moment);
  if (!(parsed instanceof FeelDateTime)) {
    throw new UsageFailure(
      `--now needs a date and time with an offset, such as 2024-02-29T14:14:15+01:00[Europe/Berlin], but got "${now}"`,
    );
  }
  const zone = region ?? offsetText(parsed.offsetSeconds);
  return { nowMs: parsed.epochMs, zone, random: Math.random };
}

function offsetText(offsetSeconds: number): string {
  if (offsetSeconds === 0) return 'Z';
  const minutes = Math.abs(offsetSeconds) / 60;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${offsetSeconds < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}
