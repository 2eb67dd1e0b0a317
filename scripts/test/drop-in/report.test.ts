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
