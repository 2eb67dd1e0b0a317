import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Linter } from 'eslint';
import { Linter as Linter9 } from 'eslint-9';
import { afterAll, describe, expect, it } from 'vitest';
import plugin from '../../src/index.js';
import { incorrectExamples } from '../support/page-examples.js';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-eslint-9-')));
afterAll(() => rmSync(root, { recursive: true }));

it('is the other version', () => {
  expect([Linter.version.split('.')[0], Linter9.version.split('.')[0]]).toEqual(['10', '9']);
});

describe.each(incorrectExamples())('the example of $rule', ({ code, file }) => {
  it('is judged by ESLint 9 as by ESLint 10', () => {
    const configs = [...plugin.configs.portable];
    const options = { filename: file } as const;
    const expected = new Linter({ cwd: root }).verify(code, configs, options);
    const found = new Linter9({ cwd: root }).verify(code, configs as never, options);
    expect(found.map(({ ruleId, message, line }) => ({ ruleId, message, line }))).toEqual(
      expected.map(({ ruleId, message, line }) => ({ ruleId, message, line })),
    );
  });
});
