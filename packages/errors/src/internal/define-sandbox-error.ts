import type { ErrorEntry } from '../define-error';
import type { Problem } from '../handrail-error';

/**
 * `defineError` as `scripts/build-sandbox.mjs` puts it into workflow bundles: with nothing but the way to name a problem,
 * from entries that have lost their prose. Of what is only warned of they have lost all words. The worker's process, to
 * which the facts go, finds them again.
 */
export function defineError<Facts extends object>({ code, disposition, head }: SandboxEntry<Facts>) {
  return {
    code,
    problem: (facts: Facts): Problem => ({
      code,
      disposition,
      head: head?.(facts) ?? '',
      fix: '',
      facts,
    }),
  };
}

type SandboxEntry<Facts extends object> = Pick<ErrorEntry<Facts>, 'code' | 'disposition'> & Partial<ErrorEntry<Facts>>;
