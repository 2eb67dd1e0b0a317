import { defineError } from '../define-error';
import { type ReachedHazard, reaches } from '../internal/reaches';

export const HR1031 = defineError<ReachedHazard>({
  code: 'HR1031',
  title: 'Workflow code uses a global that the sandbox does not have',
  disposition: 'report',
  head: reaches,
  why: () => 'the workflow task fails with a ReferenceError or TypeError and is retried until a fix is deployed.',
  fix: ({ hazard }) => remedy(hazard),
  example: {
    from: 'order()',
    hazard: 'crypto',
    chain: [],
    may: false,
  },
});

const REMEDIES: Readonly<Record<string, string>> = {
  crypto: 'take ids from uuid4() of the workflow package, and move other cryptography to an activity.',
  performance: 'use Date.now(), which the sandbox makes deterministic.',
  structuredClone: 'copy by hand, or by JSON.parse(JSON.stringify(value)).',
  setInterval: 'call sleep of the workflow package in a loop.',
  setImmediate: 'await Promise.resolve(), or sleep of the workflow package.',
  queueMicrotask: 'use Promise.resolve().then(callback).',
  Buffer: 'use Uint8Array with TextEncoder and TextDecoder, or move the work to an activity.',
  AbortSignal: 'use CancellationScope.withTimeout of the workflow package.',
};

function remedy(hazard: string): string {
  if (hazard.startsWith('console.'))
    return 'use console.log, console.info, console.warn, console.error or console.debug.';
  return REMEDIES[hazard] ?? 'move what needs it to an activity.';
}
