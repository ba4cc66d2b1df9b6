// Two house rules are enforced here besides the usual ones:
//  - the pure packages know no clock, randomness, timers, process, node:* or async code;
//  - packages import in one direction only (docs/ARCHITECTURE.md).
import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

/** What each package may import of the workspace. An import that is not listed fails the lint. */
const ALLOWED_IMPORTS = {
  protocol: [],
  feel: [],
  xml: [],
  dmn: ['feel', 'xml'],
  bpmn: ['feel', 'xml'],
  engine: ['protocol', 'feel', 'dmn', 'bpmn'],
  log: ['protocol'],
  store: [],
  'exporter-api': ['protocol'],
  broker: ['protocol', 'engine', 'log', 'store', 'exporter-api'],
  gateway: ['protocol'],
  client: ['protocol'],
  configuration: [],
  'exporters/jsonl': ['protocol', 'exporter-api'],
  grevy: [
    'protocol',
    'feel',
    'dmn',
    'bpmn',
    'engine',
    'log',
    'store',
    'broker',
    'configuration',
    'gateway',
    'exporter-api',
    'exporter-jsonl',
    'client',
  ],
};
const PACKAGES = [
  'protocol',
  'feel',
  'xml',
  'dmn',
  'bpmn',
  'engine',
  'log',
  'store',
  'broker',
  'gateway',
  'client',
  'configuration',
  'exporter-api',
  'exporter-jsonl',
];
const PURE = ['feel', 'xml', 'dmn', 'bpmn', 'engine', 'protocol'];

const direction = Object.entries(ALLOWED_IMPORTS).map(([name, allowed]) => ({
  files: [`packages/${name}/src/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        paths: PACKAGES.filter((other) => !allowed.includes(other)).map((other) => ({
          name: `@grevy/${other}`,
          message: `packages/${name} may import only: ${allowed.join(', ') || 'nothing'} (docs/ARCHITECTURE.md).`,
        })),
        patterns: PURE.includes(name)
          ? [
              {
                group: ['node:*', 'fs', 'path', 'crypto', 'worker_threads'],
                message: 'This package is pure: no node modules.',
              },
            ]
          : [],
      },
    ],
  },
}));

const pure = {
  files: PURE.map((name) => `packages/${name}/src/**/*.ts`),
  rules: {
    'no-restricted-globals': [
      'error',
      ...[
        'process',
        'setTimeout',
        'setInterval',
        'setImmediate',
        'queueMicrotask',
        'performance',
        'Buffer',
        'crypto',
        'fetch',
        'require',
      ].map((name) => ({
        name,
        message: 'This package is pure: the caller passes time, randomness and bytes in.',
      })),
    ],
    'no-restricted-properties': [
      'error',
      { object: 'Math', property: 'random', message: 'Randomness comes from the caller.' },
    ],
    'no-restricted-syntax': [
      'error',
      { selector: ':function[async=true]', message: 'This package is pure: no async code.' },
      { selector: 'AwaitExpression', message: 'This package is pure: no async code.' },
      { selector: "NewExpression[callee.name='Promise']", message: 'This package is pure: no async code.' },
      {
        selector: "NewExpression[callee.name='Date'][arguments.length=0]",
        message: 'The clock comes from the caller.',
      },
      {
        selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
        message: 'The clock comes from the caller.',
      },
      { selector: "CallExpression[callee.name='Date']", message: 'The clock comes from the caller.' },
    ],
  },
};

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', 'grevy-data/**', '**/facts/**'] },
  eslint.configs.recommended,
  ...tseslint.configs.strict,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-extraneous-class': 'off',
      'no-control-regex': 'off',
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        performance: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        setImmediate: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        TextDecoder: 'readonly',
        TextEncoder: 'readonly',
      },
    },
  },
  ...direction,
  pure,
);
