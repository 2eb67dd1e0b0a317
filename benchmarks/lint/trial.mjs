// One measurement in a process of its own: `node trial.mjs WAY < project.json`. Prints milliseconds and megabytes as JSON. With
// `--expose-gc` also what is kept in memory when all files are linted.
import { readFileSync } from 'node:fs';

const { root, workflows, modules } = JSON.parse(readFileSync(0, 'utf8'));
const way = process.argv[2];

const run = await prepare(way);
const before = retained();
const start = process.cpuUsage();
const began = performance.now();
const { reports, keep } = await run();
const rss = process.resourceUsage().maxRSS / 1024;
const kept = retained() - before;
// What is written when the process ends is a part of it.
process.once('exit', () => {
  const { user, system } = process.cpuUsage(start);
  const times = { wall: performance.now() - began, cpu: (user + system) / 1000 };
  console.log(JSON.stringify({ ...times, rss, kept, reports, isKept: keep !== undefined }));
});

function retained() {
  if (globalThis.gc === undefined) return 0;
  globalThis.gc();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

async function prepare(which) {
  if (which === 'parse') {
    const { parseSync } = await import('oxc-parser');
    return () => {
      for (const path of modules) void parseSync(path, readFileSync(path, 'utf8')).program;
      return { reports: 0 };
    };
  }
  if (which === 'engine') {
    const { Project } = await import('@handrail/eslint-plugin/engine');
    return () => {
      const keep = new Project({ root });
      const reports = workflows.reduce(
        (sum, path) => sum + keep.check(path, readFileSync(path, 'utf8')).findings.length,
        0,
      );
      return { reports, keep };
    };
  }
  const { ESLint } = await import('eslint');
  const overrideConfig = await configsOf(which);
  return async () => {
    const keep = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig });
    const results = await keep.lintFiles(workflows);
    return { reports: results.reduce((sum, { messages }) => sum + messages.length, 0), keep };
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
