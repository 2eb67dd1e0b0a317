// What calls are to be made with: of a wrong one each call within would fail, in words that do not name it.
import { codeOf } from '@handrail/errors';
import { beforeEach, describe, expect, it } from 'vitest';
import { failureOf } from '../../../test-support/payload-report';
import { Connection } from '../src';
import { freshProcessState, type Warning } from './support/process-state';

let warnings: Warning[];
beforeEach(() => {
  warnings = freshProcessState();
});

const connection = Connection.lazy({ address: '127.0.0.1:1' });
const call = () => Promise.resolve('called');
const line = ({ message }: Error) => message.split('\n').find((each) => each.startsWith('[HR'));

describe('a context of calls', () => {
  it.each<[string, () => Promise<unknown>, string]>([
    [
      'a duration in the place of a deadline',
      () => connection.withDeadline(5_000, call),
      '[HR2014] withDeadline has deadline: 5000, which is a moment of 1970, and no duration: pass Date.now() + 5000.',
    ],
    [
      'a duration in words',
      () => connection.withDeadline('5s' as never, call),
      "[HR2014] withDeadline has deadline: '5s', which is no point in time: pass Date.now() + 5_000, or a Date.",
    ],
    [
      'a date that is none',
      () => connection.withDeadline(new Date('soon'), call),
      '[HR2014] withDeadline has deadline: an object, which is a Date that is none (Invalid Date).',
    ],
    [
      'no call',
      () => connection.withDeadline(Date.now() + 5_000, undefined as never),
      '[HR2014] withDeadline has fn: undefined, which is no function: pass what makes the call, withDeadline(deadline, () => handle.describe()).',
    ],
    [
      'a call that is made already',
      () => connection.withAbortSignal(new AbortController().signal, call() as never),
      '[HR2014] withAbortSignal has fn: a promise, which is no function: pass what makes the call, withAbortSignal(signal, () => handle.describe()).',
    ],
    [
      'a controller in the place of its signal',
      () => connection.withAbortSignal(new AbortController() as never, call),
      '[HR2014] withAbortSignal has signal: an object, which is an AbortController: pass its signal, controller.signal.',
    ],
    [
      'no signal',
      () => connection.withAbortSignal(undefined as never, call),
      '[HR2014] withAbortSignal has signal: undefined, which is no AbortSignal.',
    ],
    [
      'a text in a header for bytes',
      () => connection.withMetadata({ 'trace-bin': 'x' as never }, call),
      "[HR4005] The connection settings have a fault: metadata['trace-bin'] is a text, and a header in -bin takes a Buffer.",
    ],
  ])('is refused with %s', async (_, make, head) => {
    const error = await failureOf(make);
    expect(line(error)).toBe(head);
  });

  it('is told of a signal that is aborted already, which the SDK does not notice', async () => {
    expect(await connection.withAbortSignal(AbortSignal.abort(), call)).toBe('called');
    expect(warnings.map(({ message }) => message.split('\n', 1)[0])).toEqual([
      '[HR2014] withAbortSignal has signal: a signal, which is aborted already, which the SDK does not notice: the calls are made.',
    ]);
  });

  it('is left in peace where it is right', async () => {
    expect(await connection.withDeadline(Date.now() + 5_000, call)).toBe('called');
    expect(await connection.withDeadline(new Date(Date.now() - 1), call)).toBe('called');
    expect(await connection.withAbortSignal(new AbortController().signal, call)).toBe('called');
    expect(await connection.withMetadata({ 'trace-bin': Buffer.from('x') }, call)).toBe('called');
    expect(warnings).toEqual([]);
  });

  it('keeps what the call throws', async () => {
    const error = await failureOf(() =>
      connection.withDeadline(Date.now() + 5_000, () => Promise.reject(new Error('mine'))),
    );
    expect(error.message).toBe('mine');
    expect(codeOf(error)).toBeUndefined();
  });
});
