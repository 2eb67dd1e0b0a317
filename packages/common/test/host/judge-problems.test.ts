import { badValue, judgeProblems } from '@handrail/common/host';
import { afterEach, describe, expect, it, vi } from 'vitest';

const problem = badValue('withDeadline', 'deadline', 5, 'is no point in time');

afterEach(() => vi.unstubAllEnvs());

describe('judgeProblems', () => {
  it('refuses by the policy of the process where none is given', () => {
    expect(() => judgeProblems([problem])).toThrow('[HR2014]');
    expect(() => judgeProblems([problem], { mode: 'enforce' })).toThrow('[HR2014]');
  });

  it('works no policy out where there is nothing to judge: every call to a server passes here', () => {
    vi.stubEnv('HANDRAIL_MODE', 'nonsense');
    expect(() => judgeProblems([])).not.toThrow();
    expect(() => judgeProblems([problem])).toThrow('[HR9003]');
  });
});
