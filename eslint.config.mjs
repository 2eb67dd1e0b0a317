import comments from '@eslint-community/eslint-plugin-eslint-comments/configs';
import js from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';

// Imports go one way (docs/architecture.md): what each package may import of the others.
const arrows = {
  errors: [],
  common: ['errors'],
  workflow: ['errors', 'common'],
  activity: ['errors', 'common'],
  client: ['errors', 'common'],
  worker: ['errors', 'common', 'workflow', 'activity', 'client'],
  operations: ['errors', 'common', 'activity', 'client', 'workflow'],
  testing: ['errors', 'common', 'activity', 'client', 'worker'],
  'eslint-plugin': ['errors'],
  cli: ['errors', 'common', 'activity', 'client', 'operations', 'worker', 'testing', 'workflow', 'eslint-plugin'],
};

const folderOf = (name) => (name === 'eslint-plugin' ? name : `packages/${name}`);

// Code that runs, or may run, inside the workflow sandbox.
const sandbox = [
  'packages/errors/src/**/*.ts',
  'packages/common/src/*.ts',
  'packages/common/src/guards/**/*.ts',
  'packages/workflow/src/**/*.ts',
];

const noExportAll = {
  selector: 'ExportAllDeclaration[exported=null]',
  message: 'List the exported names: a reader must see what a package offers.',
};

const noTestSwitchedOff = {
  selector: 'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|skip|todo|fails)$/]',
  message: 'Neither leave a test out nor run it alone.',
};

export default tseslint.config(
  {
    ignores: [
      '**/lib/',
      '**/node_modules/',
      '**/.cache/',
      '**/dist/',
      'packages/*/src/sdk/',
      'eslint-plugin/test/fixtures/',
      'docs/.vitepress/',
    ],
  },
  js.configs.recommended,
  comments.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@eslint-community/eslint-comments/require-description': ['error', { ignore: ['eslint-enable'] }],
      '@eslint-community/eslint-comments/disable-enable-pair': ['error', { allowWholeFile: true }],
      // Terminal colours are control characters.
      'no-control-regex': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', noTestSwitchedOff],
    },
  },
  {
    files: ['**/*.mjs', '**/*.js', '**/*.cjs'],
    languageOptions: { globals: globals.nodeBuiltin },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { globals: globals.node, sourceType: 'commonjs' },
  },
  {
    files: ['**/*.ts', '**/*.mts'],
    extends: [tseslint.configs.strict],
    rules: {
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      // A class of statics and an overload each are what the SDK's own types ask for.
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          ignoreRestSiblings: true,
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_',
          destructuredArrayIgnorePattern: '^_',
        },
      ],
    },
  },
  {
    files: ['packages/*/src/**/*.ts', 'eslint-plugin/src/**/*.ts'],
    extends: [tseslint.configs.recommendedTypeCheckedOnly],
    languageOptions: {
      parserOptions: {
        project: ['packages/*/tsconfig.json', 'eslint-plugin/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'no-restricted-syntax': ['error', noExportAll],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // The SDK's interfaces ask for promises where nothing is awaited.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['packages/*/test/**/*.ts', '{docs,eslint-plugin,monitoring}/test/**/*.ts', 'test-support/**/*.ts'],
    rules: {
      // A test knows what its own call has given.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
    },
  },
  {
    // The types of syntax nodes are an enum in declarations only; a name in quotes is checked as well.
    files: ['eslint-plugin/src/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-enum-comparison': 'off' },
  },
  {
    // Type tests declare what is only looked at by the compiler.
    files: ['**/*.test-d.ts'],
    rules: { '@typescript-eslint/no-unused-vars': 'off' },
  },
  ...Object.entries(arrows).map(([name, allowed]) => ({
    files: [`${folderOf(name)}/src/**/*.ts`],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^@handrail/(?!(${allowed.join('|') || 'nothing'})(/|$))`,
              message: `${folderOf(name)} may import ${allowed.join(', ') || 'no other package'}: imports go one way.`,
            },
          ],
        },
      ],
    },
  })),
  {
    files: sandbox,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['node:*'], message: 'This file is bundled for the workflow sandbox, which has no Node.' },
          ],
        },
      ],
    },
  },
  {
    // Errors are what a page or a test shows, not text to be logged.
    files: ['packages/*/src/**/*.ts', 'eslint-plugin/src/**/*.ts'],
    ignores: ['packages/cli/src/**/*.ts'],
    rules: { 'no-console': ['error', { allow: ['warn'] }] },
  },
);
