/** A date and time with an offset from UTC and perhaps a zone (`java.time.ZonedDateTime`). */
import { NANOS_PER_DAY, NANOS_PER_SECOND } from './clock.js';
import { DaysTimeDuration } from './days-time-duration.js';
import { FeelDate } from './feel-date.js';
import { FeelLocalDateTime } from './feel-local-date-time.js';
import { FeelLocalTime } from './feel-local-time.js';
import { offsetText } from './zone-offset.js';
import type { Zone, ZoneOrOffset } from './zone.js';

const NANOS_PER_MILLI = 1_000_000;
const MILLIS_PER_DAY = 86_400_000;

export class FeelDateTime {
  readonly kind = 'date and time';

  private constructor(
    readonly local: FeelLocalDateTime,
    readonly offsetSeconds: number,
    readonly zone: Zone | undefined,
  ) {}

  static ofOffset(local: FeelLocalDateTime, offsetSeconds: number): FeelDateTime {
    return new FeelDateTime(local, offsetSeconds, undefined);
  }

  /**
   * Attaches a zone to a local value. In a gap the local time moves forward; in an overlap `preferredOffset` counts
   * if it is possible, else the earlier offset.
   */
  static ofLocal(local: FeelLocalDateTime, zone: ZoneOrOffset, preferredOffset?: number): FeelDateTime {
    if (typeof zone === 'number') return FeelDateTime.ofOffset(local, zone);
    const { offsetSeconds, gapSeconds } = zone.rules.resolveLocal(local.dayAndSecond, preferredOffset);
    const resolved = gapSeconds === 0 ? local : local.plusSeconds(gapSeconds);
    return new FeelDateTime(resolved, offsetSeconds, zone);
  }

  /** The instant that `local` is at `offsetSeconds`, seen in a zone. */
  private static ofInstant(
    local: FeelLocalDateTime,
    offsetSeconds: number,
    zone: ZoneOrOffset,
  ): FeelDateTime {
    const { epochDay, secondOfDay } = local.dayAndSecond;
    const newOffset =
      typeof zone === 'number'
        ? zone
        : zone.rules.offsetAt({ epochDay, secondOfDay: secondOfDay - offsetSeconds });
    const shifted = newOffset === offsetSeconds ? local : local.plusSeconds(newOffset - offsetSeconds);
    return new FeelDateTime(shifted, newOffset, typeof zone === 'number' ? undefined : zone);
  }

  /** @param epochMs milliseconds since 1970-01-01T00:00Z. */
  static ofEpochMs(epochMs: number, zone: ZoneOrOffset): FeelDateTime {
    const epochDay = Math.floor(epochMs / MILLIS_PER_DAY);
    const milliOfDay = Math.floor(epochMs - epochDay * MILLIS_PER_DAY);
    const time = FeelLocalTime.ofNanoOfDay(milliOfDay * NANOS_PER_MILLI);
    return FeelDateTime.ofInstant(FeelLocalDateTime.of(FeelDate.ofEpochDay(epochDay), time), 0, zone);
  }

  get date(): FeelDate {
    return this.local.date;
  }

  get offset(): DaysTimeDuration {
    return DaysTimeDuration.ofSeconds(this.offsetSeconds);
  }

  /** Milliseconds since 1970-01-01T00:00Z, rounded down; exact for years within ±285,000. */
  get epochMs(): number {
    const { epochDay } = this.local.date;
    const milliOfDay = Math.floor(this.local.nanoOfDay / NANOS_PER_MILLI);
    return epochDay * MILLIS_PER_DAY + milliOfDay - this.offsetSeconds * 1000;
  }

  /** The same instant in another zone. */
  withZone(zone: ZoneOrOffset): FeelDateTime {
    return FeelDateTime.ofInstant(this.local, this.offsetSeconds, zone);
  }

  /** Counts elapsed time, across changes of the offset. */
  plus(duration: DaysTimeDuration): FeelDateTime {
    const zone = this.zone ?? this.offsetSeconds;
    return FeelDateTime.ofInstant(this.local.plus(duration), this.offsetSeconds, zone);
  }

  /** Counts on the calendar; the local time stays if it exists on that day. */
  plusMonths(months: number): FeelDateTime {
    const zone = this.zone ?? this.offsetSeconds;
    return FeelDateTime.ofLocal(this.local.plusMonths(months), zone, this.offsetSeconds);
  }

  until(end: FeelDateTime): DaysTimeDuration {
    const offsets = DaysTimeDuration.ofSeconds(end.offsetSeconds - this.offsetSeconds);
    return this.local.until(end.local).minus(offsets);
  }

  /** By instant, then by local value, then by zone id, so that exactly one of `<`, `=`, `>` holds. */
  compareTo(other: FeelDateTime): number {
    return (
      this.compareInstant(other) ||
      this.local.compareTo(other.local) ||
      compareText(this.zoneId, other.zoneId)
    );
  }

  /** Same local value, offset and zone. */
  equals(other: FeelDateTime): boolean {
    return (
      this.local.equals(other.local) &&
      this.offsetSeconds === other.offsetSeconds &&
      this.zone?.id === other.zone?.id
    );
  }

  /** `2024-01-01T10:00+01:00[Europe/Berlin]` */
  isoText(): string {
    const zone = this.zone === undefined ? '' : `[${this.zone.id}]`;
    return `${this.local.isoText()}${offsetText(this.offsetSeconds)}${zone}`;
  }

  /** `2024-01-01T10:00:00@Europe/Berlin`, or with the offset; with both where the offset has seconds. */
  feelText(): string {
    return this.local.feelText() + this.feelZoneText();
  }

  private feelZoneText(): string {
    const offset = offsetText(this.offsetSeconds);
    if (this.zone === undefined) return offset;
    return `${this.offsetSeconds % 60 === 0 ? '' : offset}@${this.zone.id}`;
  }

  private get zoneId(): string {
    return this.zone?.id ?? offsetText(this.offsetSeconds);
  }

  private compareInstant(other: FeelDateTime): number {
    const days = this.local.date.epochDay - other.local.date.epochDay;
    if (Math.abs(days) > 3) return Math.sign(days);
    const nanos = this.local.nanoOfDay - other.local.nanoOfDay;
    const offsets = this.offsetSeconds - other.offsetSeconds;
    return Math.sign(days * NANOS_PER_DAY + nanos - offsets * NANOS_PER_SECOND);
  }
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
