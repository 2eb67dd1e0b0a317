import type { HistoryFault } from './history-fault';

type Fault = Pick<HistoryFault, 'problem' | 'remedy'>;

/** What of an event's payloads is not as the server writes them: decoded by whoever saved it, or not base64. */
export function payloadFault(event: unknown, which: string): Fault | undefined {
  for (const [path, value] of payloadsIn(event, '', 0)) {
    if (typeof value !== 'object' || value === null) return decoded(which, path);
    const { data, metadata } = value as { readonly data?: unknown; readonly metadata?: unknown };
    if (data === undefined && metadata === undefined) return decoded(which, path);
    if (data != null && typeof data !== 'string') return decoded(which, `${path}.data`);
    if (typeof data === 'string' && !isBase64(data)) return notBase64(which, `${path}.data`);
    for (const [key, each] of Object.entries(Object(metadata) as object)) {
      if (typeof each !== 'string' || !isBase64(each)) return notBase64(which, `${path}.metadata.${key}`);
    }
  }
  return undefined;
}

const SAVE =
  'save it as the server has it: in the Temporal UI download it without decoding, or use temporal workflow show --workflow-id … --output json';

function decoded(which: string, path: string): Fault {
  return { problem: `${which} has a value where a payload belongs (${path}): it was saved decoded`, remedy: SAVE };
}

function notBase64(which: string, path: string): Fault {
  return { problem: `${which} has a payload that is not base64 (${path})`, remedy: SAVE };
}

// In JSON a list of payloads is `{ payloads: [] }`, and maps of them have names of their own.
function* payloadsIn(value: unknown, path: string, depth: number): Generator<readonly [path: string, value: unknown]> {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return;
  for (const [key, each] of Object.entries(value) as [string, unknown][]) {
    const at = path === '' ? key : `${path}.${key}`;
    if (LISTS.includes(key) && Array.isArray(each)) {
      for (const [index, payload] of each.entries()) yield [`${at}[${index}]`, payload];
    } else if (LISTS.includes(key) && typeof each !== 'object' && each != null) {
      yield [at, each];
    } else if (MAPS.includes(key) && typeof each === 'object' && each !== null && !Array.isArray(each)) {
      for (const [name, payload] of Object.entries(each)) yield [`${at}.${name}`, payload];
    } else yield* payloadsIn(each, at, depth + 1);
  }
}

const DEEPEST = 30;
const LISTS = ['payloads', 'input', 'result', 'details', 'lastHeartbeatDetails', 'lastCompletionResult'];
const MAPS = ['fields', 'indexedFields'];

function isBase64(text: string): boolean {
  return /^[\w+/-]*={0,2}$/.test(text);
}
