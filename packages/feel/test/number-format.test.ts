// What a failure says of a text that is no number: Java's words, which incidents show.
import { describe, expect, it } from 'vitest';
import { evaluate } from './evaluate.js';

const MARK = 'is neither a decimal digit number, decimal point, nor "e" notation exponential mark.';

function failureOf(text: string): string {
  const evaluation = evaluate(text);
  return evaluation.ok ? 'none' : evaluation.failure.replace(/^failed to evaluate expression '.*' : /s, '');
}

describe('a text that is no number', () => {
  it.each([
    ['abc', `Character a ${MARK}`],
    ['1,5', `Character , ${MARK}`],
    ['--1', `Character - ${MARK}`],
    ['1.2.3', 'Character array contains more than one decimal point.'],
    ['+', 'No digits found.'],
    ['e1', 'No digits found.'],
    ['1e5x', 'Not a digit.'],
    ['1e12345678901', 'Too many nonzero exponent digits.'],
    ['1e3000000000', 'Exponent overflow.'],
    ['1e-2147483648', 'Scale out of range.'],
  ])('%s is named with the reason', (text, reason) => {
    expect(failureOf(`number("${text}")`)).toBe(`java.lang.NumberFormatException: ${reason}`);
  });

  it.each(['', '1e', '1e+'])('%j ends too early', (text) => {
    expect(failureOf(`number("${text}")`)).toBe('java.lang.NumberFormatException');
  });
});

it.each([
  ['log(0)', 'I'],
  ['(-8) ** 0.5', 'N'],
])('%s has no finite result, of which the first letter is no digit', (text, letter) => {
  expect(failureOf(text)).toBe(`java.lang.NumberFormatException: Character ${letter} ${MARK}`);
});
