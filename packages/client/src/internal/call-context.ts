import { badValue, judgeProblems } from '@handrail/common/host';
import { HR2014, type Problem } from '@handrail/errors';
import type { ConnectionLike } from '@temporalio/client';
import { wrapMethod } from './own-method';
import { typeInWords } from './type-in-words';

/** Whatever is earlier is no deadline but a duration: it was in March 1973. */
const EARLIEST_DEADLINE = 100_000_000_000;

/**
 * Looks at what calls are to be made with: of a duration in the place of a deadline, or a controller in the place of its signal,
 * each call within would fail, in words that name neither.
 */
export function checkCallContexts(connection: ConnectionLike): void {
  wrapMethod(connection, 'withDeadline', async (inherited, deadline, call) => {
    judgeProblems([...badDeadline(deadline), ...badCall('withDeadline', 'deadline', call)]);
    return await inherited(deadline, call);
  });
  wrapMethod(connection, 'withAbortSignal', async (inherited, signal, call) => {
    judgeProblems([...badSignal(signal), ...badCall('withAbortSignal', 'signal', call)]);
    return await inherited(signal, call);
  });
}

function badDeadline(deadline: unknown): Problem[] {
  const bad = (reason: string): Problem[] => [badValue('withDeadline', 'deadline', deadline, reason)];
  if (typeof deadline !== 'number' && !(deadline instanceof Date))
    return bad('is no point in time: pass Date.now() + 5_000, or a Date');
  if (Number.isNaN(Number(deadline)))
    return bad(deadline instanceof Date ? 'is a Date that is none (Invalid Date)' : 'is no point in time');
  return typeof deadline === 'number' && deadline < EARLIEST_DEADLINE
    ? bad(`is a moment of ${new Date(deadline).getUTCFullYear()}, and no duration: pass Date.now() + ${deadline}`)
    : [];
}

function badSignal(signal: unknown): Problem[] {
  if (isSignal(signal)) {
    if (!signal.aborted) return [];
    const facts = { subject: 'withAbortSignal', field: 'signal', value: 'a signal' };
    const reason = 'is aborted already, which the SDK does not notice: the calls are made';
    return [{ ...HR2014.problem({ ...facts, reason }), disposition: 'warn' }];
  }
  const { signal: own } = Object(signal) as { readonly signal?: unknown };
  const reason = isSignal(own) ? 'is an AbortController: pass its signal, controller.signal' : 'is no AbortSignal';
  return [badValue('withAbortSignal', 'signal', signal, reason)];
}

function badCall(method: string, first: string, call: unknown): Problem[] {
  if (typeof call === 'function') return [];
  const value = call instanceof Promise ? 'a promise' : call === undefined ? 'undefined' : typeInWords(call);
  const reason = `is no function: pass what makes the call, ${method}(${first}, () => handle.describe())`;
  return [HR2014.problem({ subject: method, field: 'fn', value, reason })];
}

// Structural, as signals of other realms and of polyfills are ones as well.
function isSignal(value: unknown): value is AbortSignal {
  return typeof value === 'object' && value !== null && 'aborted' in value && 'addEventListener' in value;
}
