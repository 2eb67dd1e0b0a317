import { describe, expect, it } from 'vitest';
import { formatSamples } from '../../drop-in/samples-table.mjs';

const row = (step: string, text: string, others: object = {}) => ({
  step,
  raw: { text },
  handrail: { text },
  codes: [],
  verdict: 'ok',
  ...others,
});
const lastLine = (...rows: object[]) =>
  formatSamples([{ name: 'saga', result: { rows } }])
    .split('\n')
    .at(-1);

describe('formatSamples', () => {
  it('says once what went the same way in both', () => {
    expect(lastLine(row('typecheck', 'ok'), row('npm run test', 'ok: 3 passed'))).toBe(
      '| saga | ok | `test` ok: 3 passed |  |  | ok |',
    );
  });

  it('shows both where they differ', () => {
    const worse = { handrail: { text: 'failed (1)' }, codes: ['HR2003'], verdict: 'worse' };
    expect(lastLine(row('typecheck', 'ok'), row('npm run test', 'ok', worse))).toBe(
      '| saga | ok | `test` SDK ok, Handrail failed (1) |  | HR2003 | npm run test: worse |',
    );
  });

  it('says where a project does not compile with the SDK either', () => {
    expect(lastLine(row('typecheck', 'failed (2)', { verdict: 'as before' }))).toBe(
      '| saga | the same errors in both |  |  |  | ok |',
    );
  });

  it('counts the executions of an application', () => {
    const text = 'ok: 1 saga completed';
    const both = { text, executions: { 'saga completed': 1 } };
    expect(lastLine({ ...row('start + workflow', text), raw: both, handrail: both })).toBe(
      `| saga |  |  | ${text} |  | ok |`,
    );
  });

  it('leaves no sample out that could not be tried', () => {
    expect(
      formatSamples([{ name: 'mutex' }])
        .split('\n')
        .at(-1),
    ).toBe('| mutex |  |  |  |  | not found out |');
  });
});
