// The orders of temporal.api.enums.v1.ResourceExhaustedCause and ResourceExhaustedScope.
const CAUSES = [
  undefined,
  'RPS_LIMIT',
  'CONCURRENT_LIMIT',
  'SYSTEM_OVERLOADED',
  'PERSISTENCE_LIMIT',
  'BUSY_WORKFLOW',
  'APS_LIMIT',
  'PERSISTENCE_STORAGE_LIMIT',
  'CIRCUIT_BREAKER_OPEN',
  'OPS_LIMIT',
  'WORKER_DEPLOYMENT_LIMITS',
] as const;
const SCOPES = [undefined, 'NAMESPACE', 'SYSTEM'] as const;

/** Sizes in gRPC's words for a message that is too large, of either side; undefined for what is about anything else. */
export function sizesOf(message: string): { size: number; limit: number; received: boolean } | undefined {
  const match = /(\w*:? ?)received message larger than max \((\d+) vs\.? (\d+)\)/i.exec(message);
  if (match === null) return undefined;
  // The library for Node.js, which is this side, writes the word with a capital letter.
  return { size: Number(match[2]), limit: Number(match[3]), received: match[0].includes('Received') };
}

/** What was exhausted and whose it was, as the server attaches it to a refused call. */
export function exhaustionOf(metadata: unknown): { cause?: string; scope?: string } {
  try {
    const [bytes] = (metadata as { get(name: string): unknown[] }).get('grpc-status-details-bin');
    if (!(bytes instanceof Uint8Array)) return {};
    const [, cause = 0, scope = 0] = failureOf(Buffer.from(bytes));
    const [causeName, scopeName] = [CAUSES[cause], SCOPES[scope]];
    return {
      ...(causeName !== undefined && { cause: causeName }),
      ...(scopeName !== undefined && { scope: scopeName }),
    };
  } catch {
    return {};
  }
}

const TYPE = Buffer.from('temporal.api.errordetails.v1.ResourceExhaustedFailure');

// `google.protobuf.Any`: the name of the type, then field 2 with its bytes, which hold two enums of one byte each.
function failureOf(status: Buffer): number[] {
  const begin = status.indexOf(TYPE);
  if (begin === -1) return [];
  const value = status.subarray(begin + TYPE.length);
  const length = value[1] ?? 0;
  const fields: number[] = [];
  for (let index = 2; index + 1 < 2 + length; index += 2) fields[(value[index] ?? 0) >> 3] = value[index + 1] ?? 0;
  return fields;
}
