/** The gRPC status codes that are looked at. */
export const GRPC = {
  CANCELLED: 1,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  UNAUTHENTICATED: 16,
} as const;

/** What gRPC says of a failed call. */
export interface GrpcError {
  readonly code: number;
  readonly message: string;
  readonly metadata?: unknown;
}

/** The gRPC error that an error is, or that caused it. */
export function grpcCause(error: unknown): GrpcError | undefined {
  return causes(error).find(
    (cause) => typeof read(cause, 'code') === 'number' && typeof read(cause, 'details') === 'string',
  ) as GrpcError | undefined;
}

const MAXIMUM_DEPTH = 20;

/** An error and what caused it, the outermost first; a chain that bites its own tail ends there. */
export function causes(error: unknown): Error[] {
  const chain: Error[] = [];
  let current = error;
  while (current instanceof Error && !chain.includes(current) && chain.length < MAXIMUM_DEPTH) {
    chain.push(current);
    current = read(current, 'cause');
  }
  return chain;
}

/** A field of an error of somebody else's; its getter may throw. */
export function read(error: object, field: string): unknown {
  try {
    return (error as Record<string, unknown>)[field];
  } catch {
    return undefined;
  }
}

/** The message of an error on one line that is short enough for a head line. */
export function shortMessage(error: object): string {
  const message = read(error, 'message');
  return oneLine(typeof message === 'string' ? message : '');
}

const LONGEST = 300;

/** Text on one line, cut where it is very long. */
export function oneLine(text: string): string {
  const line = text
    .slice(0, 4 * LONGEST)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
