import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const environment = {
  object: 'process',
  property: 'env',
  message: 'Only src/config.ts reads the environment.',
};

const everyDefaultExport = {
  restrictDefaultExports: {
    direct: true,
    named: true,
    defaultFrom: true,
    namedFrom: true,
    namespaceFrom: true,
  },
};

const everywhere = {
  eqeqeq: 'error',
  'no-restricted-exports': ['error', everyDefaultExport],
  'object-shorthand': 'error',
  'prefer-const': 'error',
};

export default defineConfig(
  globalIgnores(['dist/', '.cache/', 'coverage/', '**/*.gen.ts']),
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...everywhere,
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreVoidOperator: true, ignoreArrowShorthand: true },
      ],
      // It does not see that a callback may have assigned the variable in the meantime.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // What factory functions return has no `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/config.ts'],
    rules: { 'no-restricted-properties': ['error', environment] },
  },
  {
    files: ['src/compose/**/*.ts'],
    // What a composition returns is the sum of its parts, and saying it again would only be a second list.
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
  {
    files: ['tests/**/*.ts'],
    // A fake keeps the port's asynchronous shape without waiting for anything.
    rules: { '@typescript-eslint/require-await': 'off' },
  },
  {
    files: [
      'src/main.ts',
      'src/demo/**/*.ts',
      'bench/**/*.ts',
      'tests/soak/**/*.ts',
      'tests/chaos/run.ts',
      'examples/**/*.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.mjs'],
    rules: { ...everywhere, 'no-unused-vars': 'error' },
  },
  {
    files: ['*.config.ts', '*.config.js'],
    rules: { 'no-restricted-exports': 'off' },
  },
);
