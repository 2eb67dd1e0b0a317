import type { HandrailDuration } from '@handrail/common';
import { HR7073 } from '@handrail/errors';
import { showValue } from '@handrail/common/host';
import { setTimeout as wait } from 'node:timers/promises';
import { requireWait } from './monitor-options';
import { signSlaNotice } from './sla-signature';
import type { SlaNotice } from './sla-notice';
import type { SlaSink } from './sla-sink';

/** What {@link webhookSink} takes. */
export interface WebhookOptions {
  /** An http or https address. */
  readonly url: string;
  /** Signs each notice, see `verifySlaNotice`. At least 16 characters. */
  readonly secret: string;
  /** Further headers, such as an authorization. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** For one attempt. @default '10 seconds' */
  readonly timeout?: HandrailDuration | undefined;
  /** Before the notice is left to the next check. @default 3 */
  readonly attempts?: number | undefined;
}

const SHORTEST_SECRET = 16;

/**
 * Posts notices as JSON, each signed with a shared secret. An answer from 200 to 299 means that it has arrived. Answers that can pass
 * (429, 500 and above, none at all) are tried again at once, everything else at the next check. Redirects are not followed.
 *
 * @throws HandrailError HR7073 for an address or a secret that cannot be used
 */
export function webhookSink(options: WebhookOptions): SlaSink {
  const { url, secret, headers = {}, attempts = 3 } = options;
  const address = readAddress(url);
  if (typeof secret !== 'string' || secret.length < SHORTEST_SECRET) {
    const reason = `is shorter than ${SHORTEST_SECRET} characters`;
    throw HR7073.error({ field: 'webhook.secret', value: '(not shown)', reason });
  }
  if (!Number.isInteger(attempts) || attempts < 1 || attempts > 10) {
    throw HR7073.error({
      field: 'webhook.attempts',
      value: showValue(attempts),
      reason: 'is not a number from 1 to 10',
    });
  }
  const timeout = requireWait('webhook.timeout', options.timeout ?? '10 seconds');
  return {
    // A path often holds a token.
    name: `the webhook at ${address.origin}`,
    async deliver(notice) {
      for (let attempt = 1; ; attempt++) {
        const failure = await post(address, notice, { secret, headers, timeout });
        if (failure === undefined) return;
        if (!failure.canPass || attempt === attempts) throw new Error(failure.reason);
        await wait(FIRST_PAUSE_MILLISECONDS * 2 ** (attempt - 1));
      }
    },
  };
}

const FIRST_PAUSE_MILLISECONDS = 500;

interface Failure {
  readonly reason: string;
  readonly canPass: boolean;
}

async function post(
  address: URL,
  notice: SlaNotice,
  { secret, headers, timeout }: { secret: string; headers: Readonly<Record<string, string>>; timeout: number },
): Promise<Failure | undefined> {
  const body = JSON.stringify(notice);
  try {
    const response = await fetch(address, {
      method: 'POST',
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
      headers: {
        ...headers,
        'content-type': 'application/json',
        'idempotency-key': notice.notificationId,
        ...signSlaNotice(body, secret),
      },
    });
    // The connection is free for the next one only once the answer was read.
    await response.arrayBuffer();
    const { status } = response;
    if (response.ok) return undefined;
    return { reason: `it answered ${status || 'with a redirect'}`, canPass: status === 429 || status >= 500 };
  } catch (error) {
    const { name, cause } = error as Error;
    const { code = name } = (cause ?? {}) as { code?: string };
    const reason = name === 'TimeoutError' ? `no answer within ${timeout} ms` : `no connection (${code})`;
    return { reason, canPass: true };
  }
}

function readAddress(url: unknown): URL {
  const address = typeof url === 'string' && URL.canParse(url) ? new URL(url) : undefined;
  if (address === undefined || !/^https?:$/.test(address.protocol)) {
    // It may hold a token even where it is no address.
    throw HR7073.error({ field: 'webhook.url', value: '(not shown)', reason: 'is not an http or https address' });
  }
  if (address.username !== '' || address.password !== '') {
    const reason = 'holds a user name or a password, which fetch refuses: use headers.authorization';
    throw HR7073.error({ field: 'webhook.url', value: address.origin, reason });
  }
  return address;
}
