/**
 * What activities fail with when a repeat would change nothing. The value is the failure's type: it stands in histories,
 * so it is never renamed.
 */
export const FAILURES = {
  cardDeclined: 'CardDeclined',
  outOfStock: 'OutOfStock',
  /** A key that was used before came with other contents: a mistake in our code. */
  keyReused: 'KeyReused',
  /** Any other request that the service will never accept. */
  refused: 'RequestRefused',
} as const;

export type FailureType = (typeof FAILURES)[keyof typeof FAILURES];
