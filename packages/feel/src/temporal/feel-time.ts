/** A time of day with an offset from UTC and perhaps the zone it came from. */
import { feelClockText, hourOf, isoClockText, minuteOf, NANOS_PER_SECOND, secondOf } from './clock.js';
import { DaysTimeDuration } from './days-time-duration.js';
import { FeelLocalTime, wrapToDay } from './feel-local-time.js';
import { offsetText } from './zone-offset.js';
import type { Zone, ZoneOrOffset } from './zone.js';

export class FeelTime {
  readonly kind = 'time';

  private constructor(
    readonly nanoOfDay: number,
    readonly offsetSeconds: number,
    readonly zone: Zone | undefined,
  ) {}

  static of(local: FeelLocalTime, offsetSeconds: number, zone?: Zone): FeelTime {
    return new FeelTime(local.nanoOfDay, offsetSeconds, zone);
  }

  /** A zone without a date counts with its standard offset. */
  static inZone(local: FeelLocalTime, zone: ZoneOrOffset): FeelTime {
    if (typeof zone === 'number') return FeelTime.of(local, zone);
    return FeelTime.of(local, zone.rules.standardOffset(), zone);
  }

  get local(): FeelLocalTime {
    return FeelLocalTime.ofNanoOfDay(this.nanoOfDay);
  }

  get hour(): number {
    return hourOf(this.nanoOfDay);
  }

  get minute(): number {
    return minuteOf(this.nanoOfDay);
  }

  get second(): number {
    return secondOf(this.nanoOfDay);
  }

  get offset(): DaysTimeDuration {
    return DaysTimeDuration.ofSeconds(this.offsetSeconds);
  }

  /** Goes around midnight; offset and zone stay. */
  plus(duration: DaysTimeDuration): FeelTime {
    return new FeelTime(wrapToDay(this.nanoOfDay, duration.nanoseconds), this.offsetSeconds, this.zone);
  }

  until(end: FeelTime): DaysTimeDuration {
    return DaysTimeDuration.ofNanoseconds(BigInt(end.utcNanoOfDay - this.utcNanoOfDay));
  }

  /** By the time in UTC, which may be below 0 or above 24 h: times do not go around midnight here. */
  compareTo(other: FeelTime): number {
    return Math.sign(this.utcNanoOfDay - other.utcNanoOfDay);
  }

  /** Same local time, offset and zone; `10:00Z` is not equal to `11:00+01:00`. */
  equals(other: FeelTime): boolean {
    return (
      this.nanoOfDay === other.nanoOfDay &&
      this.offsetSeconds === other.offsetSeconds &&
      this.zone?.id === other.zone?.id
    );
  }

  /** `java.time.OffsetTime` text; the zone is lost. */
  isoText(): string {
    return isoClockText(this.nanoOfDay) + offsetText(this.offsetSeconds);
  }

  feelText(): string {
    const suffix = this.zone === undefined ? offsetText(this.offsetSeconds) : `@${this.zone.id}`;
    return feelClockText(this.nanoOfDay) + suffix;
  }

  /** The form in which the reference's messages show a time as left operand or as bound of a range. */
  operandText(): string {
    const zone = this.zone === undefined ? 'None' : `Some(${this.zone.id})`;
    return `ZonedTime(${isoClockText(this.nanoOfDay)},${offsetText(this.offsetSeconds)},${zone})`;
  }

  private get utcNanoOfDay(): number {
    return this.nanoOfDay - this.offsetSeconds * NANOS_PER_SECOND;
  }
}
