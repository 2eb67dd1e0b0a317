/** The gRPC status codes that are looked at. */
export const GRPC = {
  NOT_FOUND: 5,
  PERMISSION_DENIED: 7,
  UNIMPLEMENTED: 12,
  UNAVAILABLE: 14,
  UNAUTHENTICATED: 16,
} as const;

/** What gRPC says of a failed call. */
export interface GrpcError {
  readonly code: number;
  readonly message: string;
}

/** The gRPC error that an error is, or that caused it. */
export function grpcCause(error: unknown): GrpcError | undefined {
  let current = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth++) {
    const { code, details } = current as { code?: unknown; details?: unknown };
    if (typeof code === 'number' && typeof details === 'string') return current as Error & GrpcError;
    current = current.cause;
  }
  return undefined;
}
