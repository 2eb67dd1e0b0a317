import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

export const format = {
  name: 'Formatting',
  fix: 'run: npx prettier --write .',
  run: ({ command }) => command(process.execPath, [bin('prettier'), '--check', '.', '--log-level', 'warn', '--cache']),
};

export const generated = {
  name: 'Generated files',
  fix: 'run: node scripts/generate/index.mjs (pnpm generate), and commit what it writes.',
  run: ({ command }) => command(process.execPath, ['scripts/generate/index.mjs', '--check']),
};

export const lint = {
  name: 'Lint',
  fix: 'correct what is named, or run: npx eslint . --fix',
  run: ({ command }) =>
    command(process.execPath, [
      bin('eslint'),
      '.',
      '--max-warnings=0',
      '--cache',
      '--cache-strategy=content',
      '--cache-location=.cache/eslint',
    ]),
};

export const unusedCode = {
  name: 'Unused code',
  fix: 'remove what is named, or tell knip.json why it stays.',
  run: ({ command }) => command(process.execPath, [bin('knip'), '--no-progress']),
};

function bin(name) {
  const manifest = require.resolve(`${name}/package.json`);
  const { bin: bins } = require(manifest);
  return join(dirname(manifest), typeof bins === 'string' ? bins : bins[name]);
}
