// One measurement in a process of its own: `node trial.mjs WAY < project.json`. Prints milliseconds and memory as JSON.
import { readFileSync } from 'node:fs';

const { root, workflows, modules } = JSON.parse(readFileSync(0, 'utf8'));
const way = process.argv[2];

const run = await prepare(way);
const start = process.cpuUsage();
const began = performance.now();
const reports = await run();
const wall = performance.now() - began;
const { user, system } = process.cpuUsage(start);
console.log(JSON.stringify({ wall, cpu: (user + system) / 1000, rss: process.resourceUsage().maxRSS / 1024, reports }));

async function prepare(which) {
  if (which === 'parse') {
    const { parseSync } = await import('oxc-parser');
    return () => modules.forEach((path) => parseSync(path, readFileSync(path, 'utf8')).program);
  }
  if (which === 'engine') {
    const { Project } = await import('@handrail/eslint-plugin/engine');
    return () => {
      const project = new Project({ root });
      return workflows.reduce((sum, path) => sum + project.check(path, readFileSync(path, 'utf8')).findings.length, 0);
    };
  }
  const { Linter } = await import('eslint');
  const configs = await configsOf(which);
  return () => {
    const linter = new Linter({ cwd: root });
    return workflows.reduce(
      (sum, path) => sum + linter.verify(readFileSync(path, 'utf8'), configs, { filename: path }).length,
      0,
    );
  };
}

async function configsOf(which) {
  const parser = await import('@typescript-eslint/parser');
  const base = { files: ['**/*.ts'], languageOptions: { parser } };
  switch (which) {
    case 'eslint':
      return [base];
    case 'handrail':
      return (await import('@handrail/eslint-plugin')).default.configs.recommended;
    case 'temporal': {
      const { default: temporal } = await import('eslint-plugin-temporal');
      const rules = Object.fromEntries(Object.keys(temporal.rules).map((name) => [`temporal/${name}`, 'error']));
      return [{ ...base, plugins: { temporal }, rules }];
    }
    case 'typed': {
      const { default: typed } = await import('typescript-eslint');
      const rules = { '@typescript-eslint/no-floating-promises': 'error' };
      const languageOptions = { parser, parserOptions: { projectService: true, tsconfigRootDir: root } };
      return [{ ...base, languageOptions, plugins: { '@typescript-eslint': typed.plugin }, rules }];
    }
  }
  throw new Error(`${which} is no way to lint.`);
}
