import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const format = {
  name: 'Formatting',
  narrow: true,
  fix: 'run: npx prettier --write .',
  run: ({ command }) => command(process.execPath, [bin('prettier'), '--check', '.', '--log-level', 'warn', '--cache']),
};

export const generated = {
  name: 'Generated files',
  narrow: true,
  fix: 'run: node scripts/generate/index.mjs (pnpm generate), and commit what it writes.',
  run: ({ command }) => command(process.execPath, ['scripts/generate/index.mjs', '--check']),
};

export const lint = {
  name: 'Lint',
  narrow: true,
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
  narrow: true,
  fix: 'remove what is named, or tell knip.json why it stays.',
  run: ({ command }) => command(process.execPath, [bin('knip'), '--no-progress', '--no-config-hints']),
};

// By path: not every tool lets its manifest be resolved.
function bin(name) {
  const { bin: bins } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
  return join('node_modules', name, typeof bins === 'string' ? bins : bins[name]);
}
