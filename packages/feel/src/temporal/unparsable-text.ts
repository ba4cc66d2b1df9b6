/** A text that is no value of the temporal kind asked for; `message` is what a function call warns with. */
export type TextKind =
  | 'date'
  | 'date(-time)'
  | 'date-time'
  | 'local-date-time'
  | 'time'
  | 'local-time'
  | 'duration'
  | 'year-month-duration'
  | 'day-time-duration';

export class UnparsableText {
  constructor(
    readonly kind: TextKind,
    readonly text: string,
  ) {}

  get message(): string {
    return `Failed to parse ${this.kind} from '${this.text}'`;
  }
}
