import type { ErrorCode } from './define-error';

/** What an error is about: the first digit of its code. */
export const AREAS: Readonly<Record<string, string>> = {
  1: 'Workflow code and bundle',
  2: 'Timeouts and retries',
  3: 'Payloads and history',
  4: 'Client and connection',
  5: 'Worker',
  6: 'Idempotency',
  7: 'Live diagnosis',
  8: 'Versioning and replay',
  9: 'Command line and configuration',
};

/** The area of an error, in words. */
export function areaOf(code: ErrorCode): string {
  return AREAS[code.charAt(2)] ?? 'Other';
}
