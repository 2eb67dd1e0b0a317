import { RuleTester } from 'eslint';
import { afterAll, describe, expect, it } from 'vitest';
import type { HandrailRule } from '../../src/rule.js';
import { typescriptParser } from '../../src/typescript-parser.js';

RuleTester.describe = describe;
RuleTester.it = it;
(RuleTester as unknown as { afterAll: unknown }).afterAll = afterAll;

/** Where a case's file is said to lie, unless it says so itself: in a folder of workflows, so that rules look at it. */
const FILENAME = 'src/workflows/order.ts';

interface Case {
  readonly code: string;
  readonly name?: string;
  readonly filename?: string;
  readonly options?: readonly unknown[];
  readonly settings?: Readonly<Record<string, unknown>>;
}

interface InvalidCase extends Case {
  readonly errors: readonly (string | RuleTester.TestCaseError)[];
  readonly output?: string | null;
}

/** Runs ESLint's own rule tester, with the parser that the configs bring. A case counts where its text is new. */
export function testRule(
  rule: HandrailRule,
  { valid, invalid }: { readonly valid: readonly (string | Case)[]; readonly invalid: readonly InvalidCase[] },
): void {
  it(`${rule.name} has eight cases of each kind, or more`, () => {
    expect(valid.length).toBeGreaterThanOrEqual(8);
    expect(invalid.length).toBeGreaterThanOrEqual(8);
  });
  const tester = new RuleTester({ languageOptions: { parser: typescriptParser } });
  const inWorkflows = <T extends Case>(each: T) => ({
    filename: FILENAME,
    ...each,
    options: [...(each.options ?? [])],
  });
  tester.run(rule.name, rule.module, {
    valid: valid.map((each) => inWorkflows(typeof each === 'string' ? { code: each } : each)),
    invalid: invalid.map((each) => ({ ...inWorkflows(each), errors: [...each.errors] })),
  });
}
