/**
 * Time zones as `java.time.ZoneId` knows them: a region of the tz database (`Europe/Berlin`), or a prefix with a
 * fixed offset (`UTC+01:00`, `GMT`). A plain offset is not a zone: values then carry no zone, only the offset.
 */
import { MAX_CACHED_ZONES } from './limits.js';
import { offsetText, parseOffset, type OffsetForm } from './zone-offset.js';
import { isRegion } from './zone-regions.js';
import { fixedRules, RegionRules, type ZoneRules } from './zone-rules.js';

export class Zone {
  constructor(
    readonly id: string,
    readonly rules: ZoneRules,
  ) {}
}

/** What a zone text denotes: a zone, or a plain offset in seconds. */
export type ZoneOrOffset = Zone | number;

const zones = new Map<string, Zone>();

/**
 * Reads a zone id. `form` says how offsets may be written: strictly after `@` in texts, freely in
 * `date and time(x, zone)`. Undefined when there is no such zone.
 */
export function parseZone(text: string, form: OffsetForm): ZoneOrOffset | undefined {
  const offset = parseOffset(text, form);
  if (offset !== undefined) return offset;
  return regionZone(text) ?? prefixedZone(text, form);
}

function regionZone(id: string): Zone | undefined {
  const known = zones.get(id);
  if (known !== undefined) return known;
  if (!isRegion(id)) return undefined;
  try {
    return remember(new Zone(id, new RegionRules(id)));
  } catch (error) {
    // The runtime's own tz database may lack a legacy region.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function prefixedZone(text: string, form: OffsetForm): Zone | undefined {
  const match = /^(UTC|GMT|UT)([+-].*)?$/.exec(text);
  const prefix = match?.[1];
  if (prefix === undefined) return undefined;
  const offset = match?.[2] === undefined ? 0 : parseOffset(match[2], form);
  if (offset === undefined) return undefined;
  return new Zone(offset === 0 ? prefix : prefix + offsetText(offset), fixedRules(offset));
}

function remember(zone: Zone): Zone {
  if (zones.size >= MAX_CACHED_ZONES) zones.clear();
  zones.set(zone.id, zone);
  return zone;
}
