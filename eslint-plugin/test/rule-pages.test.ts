import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Linter } from 'eslint';
import { afterAll, describe, expect, it } from 'vitest';
import { codeBlocks } from '../../docs/test/support/markdown.js';
import plugin from '../src/index.js';
import { rules } from '../src/rules/index.js';

// A project of its own: what lies around would be looked through for workflows.
const root = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-pages-')));
afterAll(() => rmSync(root, { recursive: true }));

const HEADINGS = ['Why', 'Incorrect', 'Correct', 'Options', 'When not to use it'];

describe.each(Object.keys(rules))('docs/rules/%s.md', (name) => {
  const page = readFileSync(`docs/rules/${name}.md`, 'utf8');
  const sections = new Map(
    page
      .split(/^## /m)
      .slice(1)
      .map((section) => [section.split('\n', 1)[0]!, section.slice(section.indexOf('\n'))] as const),
  );

  it('has all sections, in order, and options only where the rule has some', () => {
    const hasOptions = [rules[name]!.module.meta?.schema].flat().some(Boolean);
    expect([...sections.keys()]).toEqual(HEADINGS.filter((heading) => heading !== 'Options' || hasOptions));
  });

  it('shows what is reported, and what is not', () => {
    for (const heading of ['Incorrect', 'Correct']) {
      const blocks = codeBlocks(name, sections.get(heading) ?? '').filter(({ language }) => language === 'ts');
      expect(blocks.length, heading).toBeGreaterThan(0);
      for (const { code, file = 'src/workflows/example.ts', line } of blocks) {
        const found = lint(name, code, file);
        expect(found.length > 0, `${heading}, line ${line} of the section: ${found.join('\n')}`).toBe(
          heading === 'Incorrect',
        );
      }
    }
  });
});

function lint(name: string, code: string, filename: string): string[] {
  const config = [
    ...plugin.configs.portable.map((each) => ({ ...each, rules: {} })),
    { files: ['**/*'], settings: settingsIn(code), rules: { [`handrail/${name}`]: 'error' as const } },
  ];
  return new Linter({ cwd: root }).verify(code, config, { filename }).map(({ message }) => message);
}

// The settings that an example shows are those that it is linted with.
function settingsIn(code: string) {
  const trust = [...code.matchAll(/\{ module: '([^']+)', reason: '([^']+)' \}/g)].map(([, module, reason]) => ({
    module,
    reason,
  }));
  return { handrail: { trust } };
}
