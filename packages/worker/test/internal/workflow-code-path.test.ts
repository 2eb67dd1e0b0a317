import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { requireWorkflowCode } from '../../src/internal/workflow-code-path';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'handrail-'));
  mkdirSync(join(folder, 'flows'));
  writeFileSync(join(folder, 'workflows.ts'), '');
  writeFileSync(join(folder, 'flows/index.ts'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

it('accepts a file and a folder', () => {
  requireWorkflowCode('workflowsPath', join(folder, 'workflows.ts'));
  requireWorkflowCode('workflowsPath', join(folder, 'flows'));
});

it.each([
  ['a file without its extension', 'workflows', 'workflows.ts'],
  ['a file that is not compiled here', 'workflows.js', 'workflows.ts'],
  ['a slip of the keyboard', 'workflow.ts', 'workflows.ts'],
])('suggests what was meant by %s', (_, given, meant) => {
  expect(() => requireWorkflowCode('workflowsPath', join(folder, given))).toThrow(
    `workflowsPath is '${join(folder, given)}', which does not exist; did you mean '${join(folder, meant)}'?`,
  );
});

it('suggests the path of a URL, as an object and as text', () => {
  for (const file of ['workflows.ts', 'workflows.js']) {
    const url = pathToFileURL(join(folder, file));
    for (const given of [url, url.href]) {
      expect(() => requireWorkflowCode('workflowsPath', given)).toThrow(
        `workflowsPath is '${url.href}', which does not exist; did you mean '${join(folder, 'workflows.ts')}'?`,
      );
    }
  }
  expect(() => requireWorkflowCode('workflowsPath', new URL('https://example.com/workflows.ts'))).toThrow(
    "workflowsPath is 'https://example.com/workflows.ts', which does not exist.",
  );
});

it('names the working directory and what exists of the path', () => {
  expect(() => requireWorkflowCode('workflowsPath', join(folder, 'no/such/place'))).toThrow(
    `The working directory is ${process.cwd()}; what exists of the path is ${folder}.`,
  );
});

it.each([
  ['nothing', undefined, 'undefined'],
  ['the module itself', { order: async () => undefined }, 'an object'],
  ['a workflow', async () => undefined, 'a function'],
])('refuses what is not a path: %s', (_, given, shown) => {
  expect(() => requireWorkflowCode('workflowsPath', given as never)).toThrow(
    `has workflowsPath: ${shown}, which is not the path of a file: let Node find it, require.resolve('./workflows').`,
  );
});

it('says of a pattern that one file is wanted', () => {
  expect(() => requireWorkflowCode('workflowsPath', join(folder, 'flows/*.ts'))).toThrow(
    /\/flows\/\*\.ts', a pattern, and no file has that name\.\n.*\n {2}Fix: {5}name one file that exports the workflows of the others/,
  );
});

it('finds the source of what was not built', () => {
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src/orders.ts'), '');
  expect(() => requireWorkflowCode('workflowsPath', join(folder, 'lib/orders.js'))).toThrow(
    `which does not exist; did you mean '${join(folder, 'src/orders.ts')}'?`,
  );
  expect(() => requireWorkflowCode('workflowsPath', join(folder, 'lib/orders.js'))).toThrow(/build the project first/);
});
