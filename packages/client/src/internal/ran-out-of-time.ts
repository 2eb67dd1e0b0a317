import type { Failure } from './failure';
import { GRPC } from './grpc-error';

/**
 * Whether a call ended because its deadline came. The server may be the first to notice: then it looks like a cancelled call, as
 * one that was aborted does.
 */
export function ranOutOfTime({ grpc, place: { connection } }: Pick<Failure, 'grpc' | 'place'>): boolean {
  if (grpc?.code !== GRPC.CANCELLED) return grpc?.code === GRPC.DEADLINE_EXCEEDED;
  const { callContextStorage } = (connection ?? {}) as { callContextStorage?: CallContextStorage };
  const deadline = callContextStorage?.getStore()?.deadline;
  return deadline !== undefined && Number(deadline) <= Date.now();
}

interface CallContextStorage {
  getStore(): { readonly deadline?: number | Date } | undefined;
}
