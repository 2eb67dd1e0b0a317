import type { ErrorCode, ErrorEntry } from '../define-error';
import type { Problem } from '../handrail-error';

/**
 * `defineError` as `scripts/build-sandbox.mjs` puts it into workflow bundles: with nothing but the way to name a problem,
 * from entries that have lost their prose. Of what is only warned of, or met seldom, they have lost all words; the worker's
 * process, to which the facts go, finds them again. Nearly all are refused, and do not say so there.
 */
export function defineError<Facts extends object>({ number, disposition = 'refuse', head }: SandboxEntry<Facts>) {
  const code = ('HR' + number) as ErrorCode;
  return {
    code,
    // Without a remedy, which the worker's process finds in its own catalogue.
    problem: (facts: Facts): Omit<Problem, 'fix'> => ({ code, disposition, head: head?.(facts) ?? '', facts }),
  };
}

type SandboxEntry<Facts extends object> = Partial<ErrorEntry<Facts>> & { readonly number: number };
