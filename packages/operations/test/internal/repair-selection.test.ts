import { expect, it } from 'vitest';
import { checkRepairSelection } from '../../src/internal/repair-selection';
import type { RepairSelection } from '../../src';

const check = (selection: object) => () => checkRepairSelection({ query: 'x', ...selection } as RepairSelection);
const before = (time: string) => check({ intent: { before: { time } } });

it.each(['2026-03-01T12:00Z', '2026-03-01T12:00:00Z', '2026-03-01T12:00:00.123+01:00'])(
  'takes %s for a time',
  (time) => {
    expect(before(time)).not.toThrow();
  },
);

it.each([
  '2026-03-01',
  'yesterday',
  '12',
  '1',
  '2026',
  '03/01/2026',
  '2026-03-01 12:00',
  '2026-03-01T12:00:00',
  '2026-13-01',
  '',
])('refuses "%s", which could be taken for another time than was meant', (time) => {
  expect(before(time)).toThrow(`[HR7075] The repair has before.time: '${time}', which is not a time such as`);
});

it('refuses a verdict and a code that do not exist: nothing would be found, as if nothing were stuck', () => {
  expect(check({ causes: ['backoff', 'bakoff'] })).toThrow(
    `[HR7075] The repair has causes: 'bakoff', which is no verdict (did you mean "backoff"?).`,
  );
  expect(check({ code: 'HR0001' })).toThrow(`[HR7075] The repair has code: 'HR0001', which is no error code`);
  expect(check({ causes: ['backoff'], code: 'HR7026' })).not.toThrow();
});

it('refuses what contradicts itself or is empty', () => {
  const signal = { name: 'approve' };
  expect(check({ intent: { signal, before: { buildId: 'b' } } })).toThrow('cannot be sent beside a reset');
  expect(check({ intent: { before: { buildId: '' } } })).toThrow('before.buildId');
  expect(check({ intent: { signal: { name: '' } } })).toThrow('signal.name');
});

it('refuses a time that lies ahead: nothing would be found', () => {
  expect(before('9999-01-01T00:00:00Z')).toThrow(
    `[HR7075] The repair has before.time: '9999-01-01T00:00:00Z', which lies ahead.`,
  );
  expect(before(new Date(Date.now() + 10_000).toISOString())).not.toThrow();
});

it.each([
  ['2026-03-01 12:00', '2026-03-01T12:00Z'],
  ['2026-03-01T12:00:00', '2026-03-01T12:00:00Z'],
  ['2026-03-01 12:00:00 +01:00', '2026-03-01T12:00:00+01:00'],
  ['2026-03-01', '2026-03-01T00:00Z'],
])('says of the time "%s" how it may have been meant', (time, meant) => {
  expect(before(time)).toThrow(`is not a time such as 2026-03-01T12:00:00Z (did you mean "${meant}"?).`);
});

it.each(['2026-13-01 12:00', 'yesterday', '03/01/2026'])('guesses nothing of the time "%s"', (time) => {
  expect(before(time)).toThrow('is not a time such as 2026-03-01T12:00:00Z.');
});

it('names every verdict that is none, and takes apart those that came as one text', () => {
  expect(check({ causes: ['bakoff', 'signal-wait', 'nonsense'] })).toThrow(
    `[HR7075] The repair has causes: 'bakoff', 'nonsense', which are no verdicts (did you mean "backoff"?).`,
  );
  expect(check({ causes: ['stuck'] })).toThrow(
    "[HR7075] The repair has causes: 'stuck', which is no verdict, such as backoff or nondeterminism.",
  );
  expect(check({ causes: ['stuck', 'mad'] })).toThrow('which are no verdicts, such as backoff or nondeterminism.');
  expect(check({ causes: ['backoff, closed-faild'] })).toThrow(
    `[HR7075] The repair has causes: 'backoff, closed-faild', which is no verdict (did you mean "backoff" and "closed-failed"?).`,
  );
  expect(check({ causes: ['Backoff'] })).toThrow(`(did you mean "backoff"?)`);
});

it('says which code was meant by letters that look like digits, and that a verdict is no code', () => {
  expect(check({ code: 'HR7O26' })).toThrow(
    `[HR7075] The repair has code: 'HR7O26', which is no error code of Handrail, such as HR7026 (did you mean "HR7026"?).`,
  );
  expect(check({ code: '7026' })).toThrow('(did you mean "HR7026"?)');
  expect(check({ code: 'backoff' })).toThrow(`code: 'backoff', which is a verdict, which causes takes.`);
});
