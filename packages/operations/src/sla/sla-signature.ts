import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SlaNotice } from './sla-notice';

const TIMESTAMP = 'x-handrail-timestamp';
const SIGNATURE = 'x-handrail-signature';

/** The headers that let a receiver tell that a body comes from somebody who knows the secret, and when it was sent. */
export function signSlaNotice(body: string, secret: string, now = Date.now()): Record<string, string> {
  const timestamp = String(Math.floor(now / 1_000));
  return { [TIMESTAMP]: timestamp, [SIGNATURE]: `v1=${digest(`${timestamp}.${body}`, secret)}` };
}

/** What {@link verifySlaNotice} takes. */
export interface ReceivedNotice {
  /** The body as it arrived, not parsed. */
  readonly body: string;
  /** Names in lower case, as Node gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly secret: string;
  /** How old it may be. @default 300 */
  readonly toleranceSeconds?: number | undefined;
  /** In milliseconds. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/**
 * For receivers of webhooks: the notice, if its signature is right and it is fresh; undefined for anything else. A notice may
 * arrive more than once, under one `notificationId`.
 */
export function verifySlaNotice(received: ReceivedNotice): SlaNotice | undefined {
  const { body, headers, secret, toleranceSeconds = 300, now = Date.now } = received;
  const timestamp = headers[TIMESTAMP];
  const signature = headers[SIGNATURE];
  if (typeof timestamp !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(timestamp)) return undefined;
  if (Math.abs(now() / 1_000 - Number(timestamp)) > toleranceSeconds) return undefined;
  const expected = Buffer.from(`v1=${digest(`${timestamp}.${body}`, secret)}`);
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  try {
    return JSON.parse(body) as SlaNotice;
  } catch {
    return undefined;
  }
}

function digest(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}
