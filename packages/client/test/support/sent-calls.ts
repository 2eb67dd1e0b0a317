import type { Connection } from '@temporalio/client';

/** Notes the name of every call that a connection sends to the server, below everything that a test could be about. */
export function recordCalls({ workflowService }: Connection): string[] {
  const sent: string[] = [];
  const service = workflowService as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const [name, original] of Object.entries(service)) {
    if (typeof original !== 'function') continue;
    service[name] = function (this: unknown, ...args) {
      sent.push(name);
      return original.apply(this, args);
    };
  }
  return sent;
}
