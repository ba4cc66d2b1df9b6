// The FEEL function `cycle` of the reference: makes the text of a repeating interval (spec 14, functions).
//
//   cycle(duration("PT1H"))     = "R/PT1H"
//   cycle(3, duration("PT1H"))  = "R3/PT1H"; without end if the number is null
import {
  DaysTimeDuration,
  FeelError,
  feelString,
  YearsMonthsDuration,
  type FeelFunctionDefinition,
  type FeelValue,
} from '@grevy/feel';

/** For `FeelRuntime.functions`. */
export const CYCLE_FUNCTION: readonly FeelFunctionDefinition[] = [
  {
    parameters: ['interval'],
    invoke: ([interval = null]) =>
      isDuration(interval)
        ? `R/${interval.isoText()}`
        : new FeelError(
            `cycle function expected an interval (duration) parameter, but found '${textOf(interval)}'`,
          ),
  },
  {
    parameters: ['repetitions', 'interval'],
    invoke: ([repetitions = null, interval = null]) => {
      const isCount = repetitions === null || typeof repetitions === 'number';
      if (isCount && isDuration(interval)) return `R${repetitions ?? ''}/${interval.isoText()}`;
      return new FeelError(
        `cycle function expected a repetitions (number) and an interval (duration) parameter, but found '${textOf(repetitions)}' and '${textOf(interval)}'`,
      );
    },
  },
];

function isDuration(value: FeelValue): value is DaysTimeDuration | YearsMonthsDuration {
  return value instanceof DaysTimeDuration || value instanceof YearsMonthsDuration;
}

function textOf(value: FeelValue): string {
  return feelString(value) ?? 'null';
}
