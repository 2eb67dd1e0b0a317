import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newError } from '../scaffold/new-error.mjs';
import { newPackage } from '../scaffold/new-package.mjs';
import { newRule } from '../scaffold/new-rule.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'handrail-scaffold-'));
  for (const path of ['packages/errors/test/permanent-codes.test.ts', 'tsconfig.json']) cpSync(path, join(root, path));
});
afterEach(() => rmSync(root, { recursive: true }));

const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('new:error', () => {
  it('writes the entry, its test and its page, and adds the code to the permanent ones at its place', async () => {
    const { written } = await newError({ root, args: ['HR4999', 'The API key is in plain text'] });
    expect(written).toEqual([
      'packages/errors/src/catalogue/HR4999.ts',
      'packages/errors/test/catalogue/HR4999.test.ts',
      'docs/errors/HR4999.md',
      'packages/errors/test/permanent-codes.test.ts',
    ]);
    expect(read('packages/errors/src/catalogue/HR4999.ts')).toContain("title: 'The API key is in plain text'");
    const codes = read('packages/errors/test/permanent-codes.test.ts').match(/HR\d{4}/g) ?? [];
    expect(codes).toContain('HR4999');
    expect(codes).toEqual([...codes].sort());
  });

  it('leaves words in the test and on the page that keep both failing until they are written', async () => {
    await newError({ root, args: ['HR4999', 'The API key is in plain text'] });
    for (const path of ['packages/errors/test/catalogue/HR4999.test.ts', 'docs/errors/HR4999.md']) {
      expect(read(path)).toMatch(/\bWRITE\b/);
    }
  });

  it('writes nothing at all where one of the files exists', async () => {
    cpSync('docs/errors/HR2004.md', join(root, 'docs/errors/HR4999.md'));
    await expect(newError({ root, args: ['HR4999', 'A title'] })).rejects.toThrow(
      'Nothing was written: docs/errors/HR4999.md exists already.',
    );
    expect(existsSync(join(root, 'packages/errors/src/catalogue/HR4999.ts'))).toBe(false);
  });

  it.each([
    [[], 'Usage: pnpm new:error HR4012 "What is wrong, as a clause"'],
    [['HR4999', 'two', 'titles'], 'Usage: pnpm new:error HR4012 "What is wrong, as a clause"'],
    [['HR49', 'A title'], 'HR49 is not a code: HR and four digits, the first being the area (docs/errors/index.md).'],
    [['HR4999', 'A title.'], 'The title is a clause without a full stop and without quotes.'],
  ])('refuses %j', async (args, message) => {
    await expect(newError({ root, args })).rejects.toThrow(message);
  });
});

describe('new:package', () => {
  it('writes a package of the usual shape and lets the root build it', async () => {
    await newPackage({ root, args: ['audit', 'Findings of a whole namespace.'] });
    expect(JSON.parse(read('packages/audit/package.json'))).toMatchObject({
      name: '@handrail/audit',
      description: 'Findings of a whole namespace.',
    });
    for (const path of ['README.md', 'tsconfig.json', 'src/index.ts', 'test/example.test.ts']) {
      expect(existsSync(join(root, 'packages/audit', path))).toBe(true);
    }
    expect(JSON.parse(read('tsconfig.json')).references.at(-1)).toEqual({ path: 'packages/audit' });
  });

  it('writes nothing at all where one of the files exists', async () => {
    await newPackage({ root, args: ['audit', 'Findings.'] });
    writeFileSync(join(root, 'packages/audit/README.md'), 'mine');
    await expect(newPackage({ root, args: ['audit', 'Findings.'] })).rejects.toThrow('Nothing was written');
    expect(read('packages/audit/README.md')).toBe('mine');
  });

  it('refuses a name that npm would not take', async () => {
    await expect(newPackage({ root, args: ['Audit!', 'Findings.'] })).rejects.toThrow(
      'Audit! is not a package name: lower-case words and hyphens.',
    );
  });
});

describe('new:rule', () => {
  it('writes the rule, its test and its page, which fail until somebody has written them', async () => {
    const { written } = await newRule({ root, args: ['no-moon-phase', "A workflow's code ignores the moon."] });
    expect(written).toEqual([
      'eslint-plugin/src/rules/no-moon-phase.ts',
      'eslint-plugin/test/rules/no-moon-phase.test.ts',
      'docs/rules/no-moon-phase.md',
    ]);
    expect(read('eslint-plugin/src/rules/no-moon-phase.ts')).toContain('export const noMoonPhase = createRule({');
    expect(read('eslint-plugin/src/rules/no-moon-phase.ts')).toContain(
      "demands: 'A workflow\\'s code ignores the moon.'",
    );
    for (const path of written) expect(read(path)).toMatch(/\bWRITE\b/);
  });

  it.each([
    [[], 'Usage: pnpm new:rule no-moon-phase "What it demands, as a sentence."'],
    [['NoMoon', 'A sentence.'], 'NoMoon is not a rule name: lower-case words and hyphens.'],
    [['no-moon', 'A clause'], 'What the rule demands is one sentence with a full stop and without quotes.'],
  ])('refuses %j', async (args, message) => {
    await expect(newRule({ root, args })).rejects.toThrow(message);
  });
});
