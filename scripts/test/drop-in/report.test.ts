import { describe, expect, it } from 'vitest';
import { compareRuns, exitCodeOf, formatTable } from '../../drop-in/report.mjs';

const run = (...steps: object[]) => ({
  steps: steps.map((step) => ({ name: 'test', output: '', seconds: 1, ...step })),
});
const verdicts = (raw: object | undefined, handrail: object) =>
  compareRuns(raw, handrail).map(({ verdict }: { verdict: string }) => verdict);

describe('compareRuns', () => {
  it('is satisfied when both go well', () => {
    expect(verdicts(run({ code: 0 }), run({ code: 0 }))).toEqual(['ok']);
  });

  it('calls it worse when a step fails with Handrail only', () => {
    expect(verdicts(run({ code: 0 }), run({ code: 1 }))).toEqual(['worse']);
  });

  it('calls it worse when fewer tests ran, though both went well', () => {
    expect(
      verdicts(run({ code: 0, output: '  3 passing (1s)' }), run({ code: 0, output: '  2 passing (1s)' })),
    ).toEqual(['worse']);
  });

  it('does not count executions where their number depends on the time', () => {
    const compare = (...executions: object[]) =>
      compareRuns(...(executions.map((each) => run({ code: 0, executions: each })) as [object, object]), {
        anyNumber: true,
      }).map(({ verdict }: { verdict: string }) => verdict);

    expect(compare({ 'a completed': 5 }, { 'a completed': 7 })).toEqual(['ok']);
    expect(compare({ 'a completed': 5 }, { 'a failed': 5 })).toEqual(['worse']);
  });

  it('calls it worse when executions stand otherwise in the end', () => {
    expect(
      verdicts(run({ code: 0, executions: { 'a completed': 1 } }), run({ code: 0, executions: { 'a running': 1 } })),
    ).toEqual(['worse']);
  });

  it('draws no conclusion from a step that fails with the SDK alone', () => {
    expect(verdicts(run({ code: 1 }), run({ code: 1 }))).toEqual(['no baseline']);
  });
});

describe('exitCodeOf', () => {
  it.each([
    [['ok'], 0],
    [['ok', 'no baseline'], 2],
    [['worse', 'no baseline'], 1],
  ])('gives for %j the code %i', (given, code) => {
    expect(exitCodeOf(given.map((verdict) => ({ verdict })))).toBe(code);
  });
});

describe('the verdict on a project that does not compile with the SDK either', () => {
  const typecheck = (output: string) => run({ name: 'typecheck', code: 2, output });
  const before = typecheck(`src/a.ts(1,2): error TS2322: Type 'import("/raw/x").A' is not assignable to type 'B'.\n`);

  it('is that all is as before when the compiler finds the same errors', () => {
    const after = typecheck(
      `src/a.ts(1,2): error TS2322: Type 'import("/handrail/x").A' is not assignable to type 'B'.\n`,
    );
    expect(verdicts(before, after)).toEqual(['as before']);
    expect(exitCodeOf(compareRuns(before, after))).toBe(0);
  });

  it('is that it got worse when there is another error', () => {
    const after = typecheck(`${before.steps[0]?.output}src/b.ts(3,4): error TS2345: …\n`);
    expect(verdicts(before, after)).toEqual(['worse']);
  });

  it('is that nothing is known when something else failed', () => {
    expect(verdicts(typecheck('Killed'), typecheck('Killed'))).toEqual(['no baseline']);
    const test = run({ name: 'test', code: 2, output: before.steps[0]?.output });
    expect(verdicts(test, test)).toEqual(['no baseline']);
  });
});

describe('formatTable', () => {
  it('shows tests, executions and the codes that were printed', () => {
    const rows = compareRuns(
      run({ code: 0, output: '  3 passing (1s)\n' }),
      run({
        code: 1,
        output: '  2 passing (1s)\n  1 failing\n[HR2003] Workflow "a" …',
        executions: { 'a running': 2 },
      }),
    );
    expect(formatTable(rows)).toBe(
      [
        'step  SDK           Handrail                                     codes seen  verdict',
        'test  ok: 3 passed  failed (1): 2 passed, 1 failed; 2 a running  HR2003      worse',
      ].join('\n'),
    );
  });
});
