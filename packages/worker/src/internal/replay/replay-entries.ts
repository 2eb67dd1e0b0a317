import { type ErrorContext, HR8003 } from '@handrail/errors';
import { showValue } from '@handrail/common/host';
import { isHistory, isPromise } from './history-fault';

const LIST = "pass a list of them: [{ workflowId: 'order-1', history }]";

/** Refuses (HR8003) what is not many histories, as `runReplayHistories` takes them: whatever can be iterated. */
export function requireHistories(given: unknown, context: ErrorContext): void {
  const fault = listFault(given);
  if (fault !== undefined) throw HR8003.error({ kind: 'list', ...fault }, context);
}

/** Refuses (HR8003) an entry without the two fields that are read of it. */
export function requireEntry(entry: unknown, index: number, context: ErrorContext): void {
  const fault = entryFault(entry, `entry ${index}`);
  if (fault !== undefined) throw HR8003.error({ kind: 'list', ...fault }, context);
}

interface Fault {
  readonly problem: string;
  readonly remedy: string;
}

function listFault(given: unknown): Fault | undefined {
  if (typeof given === 'string') return { problem: 'it is a text', remedy: LIST };
  if (typeof given !== 'object' || given === null) return { problem: `it is ${showValue(given)}`, remedy: LIST };
  if (Symbol.iterator in given || Symbol.asyncIterator in given) return undefined;
  if (isPromise(given)) return { problem: 'it is a promise', remedy: 'wait for it: await' };
  if (isHistory(given)) return { problem: 'it is one history', remedy: LIST };
  if ('history' in given) return { problem: 'it is one entry, and not a list of them', remedy: LIST };
  if ('workflowsPath' in given) {
    return { problem: 'it is the options of a replay', remedy: 'write runReplayHistories(options, histories)' };
  }
  return { problem: 'it is an object that cannot be iterated', remedy: LIST };
}

function entryFault(entry: unknown, name: string): Fault | undefined {
  const form = "pass { workflowId: 'order-1', history }";
  if (typeof entry !== 'object' || entry === null) return { problem: `${name} is ${showValue(entry)}`, remedy: form };
  if (isHistory(entry)) return { problem: `${name} is a history itself`, remedy: form };
  if (isPromise(entry)) return { problem: `${name} is a promise`, remedy: 'wait for all: await Promise.all(entries)' };
  const { history, workflowId, fetchHistory } = entry as Readonly<Record<string, unknown>>;
  if (typeof fetchHistory === 'function') {
    const remedy = 'pass { workflowId: handle.workflowId, history: await handle.fetchHistory() }';
    return { problem: `${name} is the handle of a workflow`, remedy };
  }
  if (history == null && 'runId' in entry && 'status' in entry) {
    const remedy = 'ask for the histories, too: client.workflow.list({ query }).intoHistories()';
    return { problem: `${name} is an execution of a listing, without its history`, remedy };
  }
  if (history == null) return { problem: `${name} has no history`, remedy: form };
  if (typeof workflowId === 'string') return undefined;
  return { problem: `${name} has no workflowId that is a text`, remedy: form };
}
