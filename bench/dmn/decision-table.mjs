// Cost of evaluating decisions: a table of 50 rules with 3 inputs, a chain of required decisions, a business
// knowledge model in a loop; and of reading the table's file.
// Run after `npm run build`: node bench/dmn/decision-table.mjs
import { contextOf } from '../../packages/feel/dist/index.js';
import { evaluateDecision, readDmn } from '../../packages/dmn/dist/index.js';

const RULES = 50;
const WARM_UP = 5_000;
const ROUNDS = 20_000;
const NAMESPACE = 'https://www.omg.org/spec/DMN/20191111/MODEL/';
const RUNTIME = { nowMs: 1_714_557_600_000, zone: 'UTC', random: () => 0.5 };

const definitions = (body) =>
  new TextEncoder().encode(
    `<definitions xmlns="${NAMESPACE}" id="bench" name="bench" namespace="bench">${body}</definitions>`,
  );
const literal = (text) => `<literalExpression><text>${text}</text></literalExpression>`;
const decision = (id, logic, requires = []) => {
  const requirements = requires
    .map((other) => `<informationRequirement><requiredDecision href="#${other}"/></informationRequirement>`)
    .join('');
  return `<decision id="${id}" name="${id}">${requirements}${logic}</decision>`;
};

/** The rule that matches is somewhere in the middle; most rules fail at their first or second input. */
function table(hitPolicy) {
  const inputs = ['kind', 'amount', 'country']
    .map((name) => `<input label="${name}"><inputExpression><text>${name}</text></inputExpression></input>`)
    .join('');
  const rules = Array.from({ length: RULES }, (_, index) => {
    const kind = `"${['gold', 'silver', 'bronze'][index % 3]}"`;
    const low = Math.floor(index / 3) * 100;
    const entries = [kind, `[${low}..${low + 100})`, index % 2 === 0 ? '-' : '"DE","FR","AT"'];
    const tests = entries.map((text) => `<inputEntry><text>${text}</text></inputEntry>`).join('');
    return `<rule id="r${index}">${tests}<outputEntry><text>${index} * 0.5</text></outputEntry></rule>`;
  }).join('');
  return `<decisionTable hitPolicy="${hitPolicy}">${inputs}<output name="discount"/>${rules}</decisionTable>`;
}

const variables = new Map([
  ['kind', 'silver'],
  ['amount', 825],
  ['country', 'DE'],
  ['customer', contextOf([['name', 'Ann']])],
]);
const lookup = (name) => variables.get(name);

const models = {
  'table of 50 rules x 3 inputs, UNIQUE': [definitions(decision('d', table('UNIQUE'))), 'd'],
  'table of 50 rules x 3 inputs, COLLECT': [definitions(decision('d', table('COLLECT'))), 'd'],
  'chain of 5 decisions': [
    definitions(
      [0, 1, 2, 3, 4]
        .map((level) =>
          decision(
            `l${level}`,
            literal(level === 0 ? 'amount' : `l${level - 1} + 1`),
            level === 0 ? [] : [`l${level - 1}`],
          ),
        )
        .join(''),
    ),
    'l4',
  ],
  'knowledge model invoked 10 times': [
    definitions(
      `<businessKnowledgeModel id="f" name="f"><encapsulatedLogic><formalParameter name="n"/>${literal('n * 2')}</encapsulatedLogic></businessKnowledgeModel>` +
        `<decision id="d" name="d"><knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>${literal('for i in 1..10 return f(i)')}</decision>`,
    ),
    'd',
  ],
};

const results = [];
for (const [name, [bytes, id]] of Object.entries(models)) {
  const read = readDmn(bytes);
  if (!read.ok) throw new Error(read.failure);
  measure(name, ROUNDS, () => {
    const evaluation = evaluateDecision(read.model, id, lookup, RUNTIME);
    if (!evaluation.ok) throw new Error(evaluation.message);
  });
}
const [tableBytes] = models['table of 50 rules x 3 inputs, UNIQUE'];
measure('reading the file of the table', ROUNDS / 20, () => readDmn(tableBytes));
console.log(JSON.stringify({ benchmark: 'dmn', results }, null, 2));

/** Median of 5 passes. */
function measure(name, rounds, work) {
  for (let round = 0; round < Math.min(WARM_UP, rounds); round++) work();
  const passes = [1, 2, 3, 4, 5].map(() => {
    const start = performance.now();
    for (let round = 0; round < rounds; round++) work();
    return ((performance.now() - start) * 1000) / rounds;
  });
  passes.sort((a, b) => a - b);
  results.push({ name, microseconds: Number(passes[2].toFixed(2)) });
}
