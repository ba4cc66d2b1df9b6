// What a caller of the package relies on: compiling, names, variables, functions of the host, the runtime.
import { describe, expect, it } from 'vitest';
import { compile, feelString, fromJson, type FeelRuntime, type FeelValue } from '../src/index.js';
import { evaluate, RUNTIME, test, textOfResult } from './evaluate.js';

describe('compile', () => {
  it('names the place where a text cannot be read any further', () => {
    const compiled = compile('a +\nb c');
    expect(compiled).toEqual({
      ok: false,
      failure: {
        message: `failed to parse expression 'a +\nb c': Expected an operator or the end:2:3, found "c"`,
        position: 6,
      },
    });
  });

  it('refuses external functions', () => {
    const compiled = compile(
      'function(a) external {java: {class: "java.lang.Math", method signature: "abs(int)"}}',
    );
    expect(compiled.ok ? '' : compiled.failure.message).toContain('External functions are disabled');
  });

  it('never lets variables change how a text is read', () => {
    const variables = { 'a b': 1, a: 5, b: 3, 'a-b': 7, count: 'a variable' };
    expect(textOfResult('a-b', variables)).toBe('2');
    expect(textOfResult('`a-b`', variables)).toBe('7');
    expect(textOfResult('count([1, 2])', variables)).toBe('2');
  });
});

describe('free names', () => {
  const freeNames = (text: string): readonly string[] => {
    const compiled = compile(text);
    if (!compiled.ok) throw new Error(compiled.failure.message);
    return compiled.expression.freeNames;
  };

  it('are what the expression reads from outside', () => {
    expect(freeNames('order.total > limit and count(order.items) > 0')).toEqual(['order', 'limit']);
  });

  it('leave out loop variables, parameters, earlier entries and item', () => {
    expect(freeNames('for i in list return i + x')).toEqual(['list', 'x']);
    expect(freeNames('some i in list satisfies i = partial')).toEqual(['list', 'partial']);
    expect(freeNames('sort(list, function(a, b) a < b + c)')).toEqual(['list', 'c']);
    expect(freeNames('{a: x, b: a}')).toEqual(['x']);
    expect(freeNames('{b: a, a: x}')).toEqual(['a', 'x']);
    expect(freeNames('list[item > x]')).toEqual(['list', 'x']);
  });
});

describe('variables', () => {
  it('are looked up only when they are read', () => {
    const compiled = compile('if a then b else c');
    if (!compiled.ok) throw new Error(compiled.failure.message);
    const asked: string[] = [];
    const lookup = (name: string): FeelValue => {
      asked.push(name);
      return true;
    };
    compiled.expression.evaluate(lookup, RUNTIME);
    expect(asked).toEqual(['a', 'b']);
  });

  it('may have the names of object prototypes', () => {
    expect(textOfResult('constructor')).toBe(null);
    expect(textOfResult('__proto__', { ['__proto__']: 1 })).toBe('1');
    const order = fromJson('{"__proto__": 5, "constructor": {"a": 1}}');
    expect(textOfResult('order.__proto__ + order.constructor.a', { order })).toBe('6');
    expect(textOfResult('{__proto__: 1, toString: 2}.__proto__')).toBe('1');
    expect(textOfResult('get value({a: 1}, "constructor")')).toBe(null);
  });

  it('are reported when they are missing', () => {
    expect(evaluate('missing + 1')).toEqual({
      ok: true,
      value: null,
      warnings: [
        { type: 'NO_VARIABLE_FOUND', message: "No variable found with name 'missing'" },
        { type: 'INVALID_TYPE', message: "Can't add '1' to 'null'" },
      ],
    });
  });
});

describe('the runtime', () => {
  it('gives clock, zone and randomness', () => {
    expect(textOfResult('now()')).toBe('2024-02-29T14:14:15.678@Europe/Berlin');
    expect(textOfResult('today()', {}, { ...RUNTIME, zone: 'Pacific/Auckland' })).toBe('2024-03-01');
    expect(textOfResult('random number()')).toBe('0.5');
  });

  it('may bring functions, which win over built-in ones with the same number of parameters', () => {
    const twice = { parameters: ['n'], invoke: ([n = null]: readonly FeelValue[]): FeelValue => [n, n] };
    const runtime: FeelRuntime = {
      ...RUNTIME,
      functions: new Map([
        ['twice', [twice]],
        ['count', [twice]],
      ]),
    };
    expect(textOfResult('twice(1)', {}, runtime)).toBe('[1, 1]');
    expect(textOfResult('twice(n: 2)', {}, runtime)).toBe('[2, 2]');
    expect(textOfResult('count([1])', {}, runtime)).toBe('[[1], [1]]');
    expect(textOfResult('{count: function(l) "entry", r: count([1])}.r', {}, runtime)).toBe('entry');
  });
});

describe('unary tests', () => {
  it('say true, false or null', () => {
    expect(test('< 5, > 10', 7)).toBe(false);
    expect(test('not(1, 2)', 3)).toBe(true);
    expect(test('[1..5]', 'text')).toBe(null);
    expect(test('-', null)).toBe(true);
  });

  it('match null with an expression that gives null', () => {
    expect(test('? > 3', null)).toBe(true);
    expect(test('> 3', null)).toBe(null);
  });
});

describe('failures', () => {
  it('of an assertion end the expression, whatever surrounds it', () => {
    expect(evaluate('is defined(assert(1, false, "no")) or true')).toMatchObject({
      ok: false,
      failure:
        'Assertion failure on evaluate the expression \'is defined(assert(1, false, "no")) or true\': no',
    });
  });

  it('stay items of a for loop', () => {
    const evaluation = evaluate('for i in [1, [2]] return i[1]');
    expect(evaluation.ok && feelString(evaluation.value)).toBe(`[error("Expected list but found '1'"), 2]`);
  });
});
