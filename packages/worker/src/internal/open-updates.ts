import type { Activation, Completion } from './workflow-creator';

/** The updates of one execution that have come and are not answered, by their names: of a failed answer the SDK does not say whose it is. */
export function openUpdates() {
  const open = new Map<string, string>();
  return {
    noteAsked({ jobs }: Activation): void {
      for (const { doUpdate } of jobs ?? []) {
        if (doUpdate?.protocolInstanceId != null) open.set(doUpdate.protocolInstanceId, doUpdate.name ?? '');
      }
    },
    noteAnswered({ successful }: Completion): void {
      for (const { updateResponse } of successful?.commands ?? []) {
        const { protocolInstanceId, completed, rejected } = { ...(updateResponse as Partial<Answer> | null) };
        if (protocolInstanceId !== undefined && (completed ?? rejected) != null) open.delete(protocolInstanceId);
      }
    },
    names: (): readonly string[] => [...new Set(open.values())],
  };
}

interface Answer {
  readonly protocolInstanceId: string;
  readonly completed: object | null;
  readonly rejected: object | null;
}
