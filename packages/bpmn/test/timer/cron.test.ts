import { describe, expect, it } from 'vitest';
import { nextExecution, parseCron } from '../../src/timer/cron.js';
import { zoneOf } from '../../src/timer/zoned-time.js';

/** Thursday */
const NOW = Date.UTC(2024, 1, 29, 12, 0, 0, 250);

function next(text: string, now = NOW, zone = 'UTC'): string {
  const cron = parseCron(text);
  if (!cron.ok) return cron.message;
  const execution = nextExecution(cron.value, now, zoneOf(zone));
  return execution === undefined ? 'never' : new Date(execution).toISOString();
}

describe('the next execution of a cron expression', () => {
  it.each([
    ['* * * * * *', '2024-02-29T12:00:01.250Z'],
    ['0 * * * * *', '2024-02-29T12:01:00.000Z'],
    ['*/15 * * * * *', '2024-02-29T12:00:15.000Z'],
    ['0 0 9 * * MON-FRI', '2024-03-01T09:00:00.000Z'],
    ['0 0 9 * * mon', '2024-03-04T09:00:00.000Z'],
    ['0 0 0 ? * FRI-MON', '2024-03-01T00:00:00.000Z'],
    ['0 30 10-14/2 * * *', '2024-02-29T12:30:00.000Z'],
    ['0 0 0 1,15 * *', '2024-03-01T00:00:00.000Z'],
    ['0 0 0 1 APR *', '2024-04-01T00:00:00.000Z'],
    ['0 0 0 1 jul-sep *', '2024-07-01T00:00:00.000Z'],
    ['0 0 0 L * ?', '2024-03-31T00:00:00.000Z'],
    ['0 0 0 L-3 * ?', '2024-03-28T00:00:00.000Z'],
    ['0 0 0 LW * ?', '2024-03-29T00:00:00.000Z'],
    ['0 0 0 16W * ?', '2024-03-15T00:00:00.000Z'],
    ['0 0 0 15W * ?', '2024-03-15T00:00:00.000Z'],
    ['0 0 0 17W 3 ?', '2024-03-18T00:00:00.000Z'],
    ['0 0 0 1W 6 ?', '2024-06-03T00:00:00.000Z'],
    ['0 0 0 31W 4,5 ?', '2024-05-31T00:00:00.000Z'],
    ['0 0 0 * * FRI#2', '2024-03-08T00:00:00.000Z'],
    ['0 0 0 * * FRIL', '2024-03-29T00:00:00.000Z'],
    ['0 0 0 * * 5L', '2024-03-29T00:00:00.000Z'],
    ['0 0 0 * * L', '2024-03-03T00:00:00.000Z'],
    ['0 0 0 * * 7', '2024-03-03T00:00:00.000Z'],
    ['0 0 0 13 * FRI', '2024-09-13T00:00:00.000Z'],
    ['0 0 0 29 2 *', '2028-02-29T00:00:00.000Z'],
    ['0 0 0 30 2 *', 'never'],
    ['@yearly', '2025-01-01T00:00:00.000Z'],
    ['@annually', '2025-01-01T00:00:00.000Z'],
    ['@monthly', '2024-03-01T00:00:00.000Z'],
    ['@weekly', '2024-03-03T00:00:00.000Z'],
    ['@daily', '2024-03-01T00:00:00.000Z'],
    ['@midnight', '2024-03-01T00:00:00.000Z'],
    ['@hourly', '2024-02-29T13:00:00.000Z'],
    ['0 0 13 * * *||0 0 14 * * *', '2024-02-29T13:00:00.000Z'],
    ['0 0|30 14|12 * * *', '2024-02-29T12:30:00.000Z'],
    ['  0   0 13 * *  * ', '2024-02-29T13:00:00.000Z'],
  ])('%s', (text, expected) => {
    expect(next(text)).toBe(expected);
  });

  it('is in the time zone', () => {
    expect(next('0 0 9 * * *', NOW, 'Europe/Berlin')).toBe('2024-03-01T08:00:00.000Z');
    expect(next('0 0 9 * * *', NOW, '+02:00')).toBe('2024-03-01T07:00:00.000Z');
    expect(next('0 30 2 * * *', Date.UTC(2024, 2, 30, 12), 'Europe/Berlin')).toBe('2024-03-31T01:30:00.000Z');
  });
});

describe('a malformed cron expression', () => {
  const failed = 'Failed to parse cron expression. ';
  it.each([
    ['', 'Empty expression!'],
    ['  ', 'Empty expression!'],
    ['* * *', 'Cron expression contains 3 parts but we expect one of [6]'],
    ['@Daily', 'Cron expression contains 1 parts but we expect one of [6]'],
    ['@often', 'Cron expression contains 1 parts but we expect one of [6]'],
    ['@reboot', 'Nickname @reboot not supported!'],
    ['60 * * * * *', `${failed}Value 60 not in range [0, 59]`],
    ['* * 24 * * *', `${failed}Value 24 not in range [0, 23]`],
    ['* * * 32 * *', `${failed}Value 32 not in range [1, 31]`],
    ['* * * L-0 * *', `${failed}Value 0 not in range [1, 31]`],
    ['* * * L-32 * *', `${failed}Value 32 not in range [1, 31]`],
    ['* * * * 13 *', `${failed}Value 13 not in range [1, 12]`],
    ['* * * * * 8', `${failed}Value 8 not in range [0, 7]`],
    ['foo * * * * *', `${failed}Invalid chars in expression! Expression: FOO Invalid chars: FOO`],
    ['1.5 * * * * *', `${failed}Invalid chars in expression! Expression: 1.5 Invalid chars: .`],
    ['* * * 1-5W * *', `${failed}Invalid chars in expression! Expression: 5W Invalid chars: `],
    ['* * * * * 5W', `${failed}Invalid chars in expression! Expression: 5W Invalid chars: W`],
    ['* * * * * 5#X', `${failed}Invalid chars in expression! Expression: X Invalid chars: X`],
    ['1-2-3 * * * * *', `${failed}Missing values for range: 1-2-3`],
    ['1/2/3 * * * * *', `${failed}Invalid expression: 1/2/3`],
    ['1/x * * * * *', `${failed}For input string: "X"`],
    ['* * * 5#3 * *', `${failed}Invalid expression: 5#3`],
    ['*/0 * * * * *', `${failed}Period 0 not in range [0, 59]`],
    ['*/60 * * * * *', `${failed}Period 60 not in range [0, 59]`],
    ['0 0|30 14|12|13 * * *', `${failed}All fields need the same number of alternatives`],
    ['1, * * * * *', "Invalid field value! Trailing commas not permitted! '1,'"],
    ['5/ * * * * *', `${failed}Missing steps for expression: 5/`],
    ['5- * * * * *', `${failed}Missing values for range: 5-`],
    [
      '-5 * * * * *',
      `${failed}Invalid expression! Expression: -5 does not describe a range. Negative numbers are not allowed.`,
    ],
    ['20-10 * * * * *', `${failed}Invalid range! [20,10]`],
    ['? * * * * *', `${failed}Invalid expression: ?`],
    ['60 foo * * * *', `${failed}Invalid chars in expression! Expression: FOO Invalid chars: FOO`],
    [`${'1,'.repeat(600)}1 * * * * *`, 'Cron expression is longer than 1000 characters'],
  ])('%s', (text, message) => {
    expect(next(text)).toBe(message);
  });
});
