import { hideSecrets, systemErrorReason } from '@handrail/common/host';
import type { ServerCalls } from '../internal/server-calls';
import { type ProcessMetrics, readProcessMetrics } from '../worker-metrics';

const ANSWER_MILLISECONDS = 3_000;
// Thousands of queues and workflow types fit into it.
const MOST_BYTES = 16 * 1_024 * 1_024;

/** Asks workers for their metrics. What does not answer is noted, never an error: the server alone tells most of it. */
export async function gatherWorkerMetrics(
  calls: ServerCalls,
  addresses: readonly string[],
): Promise<readonly ProcessMetrics[]> {
  const answers = await Promise.all(
    addresses.map(async (address) => {
      try {
        return [readProcessMetrics(await fetchText(address))];
      } catch (error) {
        calls.noteMissing(`worker metrics at ${shown(address)}`, reason(error));
        return [];
      }
    }),
  );
  return answers.flat();
}

async function fetchText(address: string): Promise<string> {
  const url = new URL(address);
  const { username, password } = url;
  // `fetch` refuses an address with a password in it, and repeats that in its error.
  url.username = '';
  url.password = '';
  const credentials = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
  const response = await fetch(url, {
    signal: AbortSignal.timeout(ANSWER_MILLISECONDS),
    redirect: 'error',
    ...(username !== '' && { headers: { authorization: `Basic ${credentials}` } }),
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`it answers ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  // By hand: what is no metrics endpoint may never end.
  for await (const chunk of response.body ?? []) {
    size += (chunk as Uint8Array).byteLength;
    if (size > MOST_BYTES) throw new Error(`its answer is larger than ${MOST_BYTES / 1_024 / 1_024} MiB`);
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `it does not answer within ${ANSWER_MILLISECONDS / 1_000} seconds`;
  return hideSecrets(error.cause instanceof Error ? systemErrorReason(error.cause) : error.message);
}

// It may hold a password.
function shown(address: string): string {
  if (!URL.canParse(address)) return JSON.stringify(address);
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`;
}
