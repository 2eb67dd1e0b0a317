import type { Connection } from '@temporalio/client';
import { type Answer, ServerCalls, type Service } from './server-calls';

const ANSWER_MILLISECONDS = 2_000;

/**
 * Makes a call as the server answers it first. The SDK's connection repeats what the server refuses because of a rate limit
 * until the time of the call is over, so that nothing but the timeout is seen. Undefined where no further connection can be
 * made.
 */
export async function askWithoutRetry<T>(
  connection: unknown,
  name: string,
  call: (service: Service) => Promise<T>,
): Promise<Answer<T> | undefined> {
  const { options, constructor } = connection as Partial<Connection>;
  const { lazy } = (constructor ?? {}) as Partial<typeof Connection>;
  if (options?.address === undefined || typeof lazy !== 'function') return undefined;
  const other: Connection = lazy.call(constructor, { ...options, interceptors: [], plugins: [] });
  try {
    const client = { connection: other, workflowService: other.workflowService };
    return await new ServerCalls(client, { callMilliseconds: ANSWER_MILLISECONDS }).ask(name, call);
  } finally {
    await other.close();
  }
}
