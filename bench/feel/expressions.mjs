// Cost of FEEL expressions, side by side with the npm interpreter `feelin` and with the same thing written in
// JavaScript: compiling, evaluating, memory of compiled conditions, and variables of growing size.
// Run after `npm run build`: node --expose-gc bench/feel/expressions.mjs
import { evaluate as feelinEvaluate } from 'feelin';
import { compile, fromJson } from '../../packages/feel/dist/index.js';
import { machine, print } from '../machine.mjs';

const RUNTIME = { nowMs: 1_714_557_600_000, zone: 'UTC', random: () => 0.5 };
const PASSES = 5;
const PASS_MS = 40;
const KEPT_CONDITIONS = 20_000;

const DOCUMENT = {
  amount: 1500,
  status: 'approved',
  retries: 3,
  price: 12.5,
  items: [1, 2, 3, 4, 5],
  order: {
    id: 7,
    customer: { name: 'Ada', tier: 'gold' },
    lines: [
      { price: 2, count: 3 },
      { price: 5, count: 1 },
    ],
  },
};

/** Name → [expression, the same in JavaScript]. The first group are simple conditions. */
const SIMPLE = {
  'comparison of numbers': ['amount > 1000', (v) => v.amount > 1000],
  'comparison of texts': ['status = "approved"', (v) => v.status === 'approved'],
  conjunction: ['amount > 1000 and status = "approved"', (v) => v.amount > 1000 && v.status === 'approved'],
  path: ['order.customer.tier = "gold"', (v) => v.order.customer.tier === 'gold'],
};
const MIXED = {
  sum: ['retries + 1', (v) => v.retries + 1],
  decimal: ['price * 3 > 30', (v) => v.price * 3 > 30],
  if: ['if amount > 1000 then "big" else "small"', (v) => (v.amount > 1000 ? 'big' : 'small')],
  membership: ['retries in [1..5]', (v) => v.retries >= 1 && v.retries <= 5],
  filter: ['count(items[item > 2])', (v) => v.items.filter((item) => item > 2).length],
  for: [
    'for line in order.lines return line.price * line.count',
    (v) => v.order.lines.map((l) => l.price * l.count),
  ],
  some: ['some item in items satisfies item = 5', (v) => v.items.some((item) => item === 5)],
  text: ['contains(lower case(status), "app")', (v) => v.status.toLowerCase().includes('app')],
  context: ['{a: amount, b: {c: status}}', (v) => ({ a: v.amount, b: { c: v.status } })],
};

/** Median nanoseconds of a call, over passes of a fixed time. */
function nanoseconds(work) {
  const passes = [];
  for (let pass = 0; pass <= PASSES; pass++) {
    const start = performance.now();
    let calls = 0;
    let elapsedMs = 0;
    while (elapsedMs < PASS_MS) {
      for (let call = 0; call < 100; call++) work();
      calls += 100;
      elapsedMs = performance.now() - start;
    }
    if (pass > 0) passes.push((elapsedMs * 1e6) / calls);
  }
  passes.sort((a, b) => a - b);
  return passes[Math.floor(PASSES / 2)];
}

function compiled(text) {
  const result = compile(text);
  if (!result.ok) throw new Error(result.failure.message);
  return result.expression;
}

function lookupIn(document) {
  const values = new Map(
    Object.entries(document).map(([name, value]) => [name, fromJson(JSON.stringify(value))]),
  );
  return (name) => values.get(name);
}

function compare([text, javascript]) {
  const expression = compiled(text);
  const lookup = lookupIn(DOCUMENT);
  const evaluateNs = nanoseconds(() => expression.evaluate(lookup, RUNTIME));
  const feelinNs = nanoseconds(() => feelinEvaluate(text, DOCUMENT));
  return {
    expression: text,
    compileUs: round(nanoseconds(() => compile(text)) / 1000),
    evaluateNs: round(evaluateNs),
    evaluationsPerSecond: Math.round(1e9 / evaluateNs),
    javascriptNs: round(nanoseconds(() => javascript(DOCUMENT))),
    feelinNs: round(feelinNs),
    timesFeelin: round(feelinNs / evaluateNs),
  };
}

function round(value) {
  return Number(value.toPrecision(3));
}

function compareAll(group) {
  return Object.fromEntries(Object.entries(group).map(([name, pair]) => [name, compare(pair)]));
}

/** Bytes of heap that a kept condition takes. */
function bytesPerCondition() {
  if (globalThis.gc === undefined) return 'run with --expose-gc';
  const kept = [];
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  for (let index = 0; index < KEPT_CONDITIONS; index++) {
    kept.push(compiled(`amount > ${index} and status = "s${index}" or order.customer.tier = "gold"`));
  }
  globalThis.gc();
  const bytes = (process.memoryUsage().heapUsed - before) / kept.length;
  return Math.round(bytes);
}

/** The expression reads one entry; a big variable lies beside it and a big entry inside. */
function besideBigVariables(entries) {
  const big = Array.from({ length: entries }, (_, index) => ({ index, text: `text ${index}` }));
  const text = JSON.stringify({ customer: { tier: 'gold' }, big });
  const order = fromJson(text);
  const expression = compiled('order.customer.tier = "gold"');
  return {
    entries,
    variableBytes: text.length,
    evaluateNs: round(
      nanoseconds(() => expression.evaluate((name) => (name === 'order' ? order : big), RUNTIME)),
    ),
  };
}

const simple = compareAll(SIMPLE);
const mixed = compareAll(MIXED);
const all = [...Object.values(simple), ...Object.values(mixed)];
const total = (key) => all.reduce((sum, result) => sum + result[key], 0);

print({
  benchmark: 'feel',
  simple,
  mixed,
  summary: {
    slowestSimplePerSecond: Math.min(...Object.values(simple).map((result) => result.evaluationsPerSecond)),
    mixedSetTimesFeelin: round(total('feelinNs') / total('evaluateNs')),
    medianCompileUs: all.map((result) => result.compileUs).sort((a, b) => a - b)[Math.floor(all.length / 2)],
    bytesPerCondition: bytesPerCondition(),
  },
  sizeOfUnreadVariables: [10, 1_000, 100_000].map(besideBigVariables),
  machine: machine(),
});
