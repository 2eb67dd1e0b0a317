import { readFileSync } from 'node:fs';
import { codeBlocks } from '../../../docs/test/support/markdown.js';
import { rules } from '../../src/rules/index.js';

/** A block under "Incorrect" on a rule's page. */
export interface PageExample {
  readonly rule: string;
  readonly code: string;
  /** Where it is said to lie. */
  readonly file: string;
}

/** What the pages of all rules show as incorrect. */
export function incorrectExamples(): PageExample[] {
  return Object.keys(rules).flatMap((rule) => {
    const page = readFileSync(`docs/rules/${rule}.md`, 'utf8');
    const section = /^## Incorrect\n([^]*?)^## /m.exec(page)?.[1] ?? '';
    return codeBlocks(rule, section)
      .filter(({ language }) => language === 'ts')
      .map(({ code, file = 'src/workflows/example.ts' }) => ({ rule, code, file }));
  });
}
