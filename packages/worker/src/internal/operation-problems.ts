import { nearestName, readFaultOf, readField } from '@handrail/common/host';
import { HR3010, HR3011, HR5025, type Problem } from '@handrail/errors';
import type { Worker } from '@temporalio/worker';
import { type HandledOperation, operationsOf } from './nexus-operations';

const NO_SERVICE = /^No service handler registered for service name '(.*)'$/s;
const NO_OPERATION = /^Operation handler not registered for operation '(.*)' in service '(.*)'$/s;
const UNREADABLE = 'Payload converter failed to decode Nexus operation input';

/** What an error means that the SDK makes of a Nexus operation without calling its handler. */
export function operationProblem(
  error: Error,
  { service, operation }: HandledOperation,
  worker: Pick<Worker, 'options'>,
): Problem | undefined {
  const { taskQueue, nexusServiceHandlers: handlers } = worker.options;
  const { message } = error;
  if (NO_SERVICE.test(message)) {
    const known = [...(handlers?.keys() ?? [])].sort();
    return HR5025.problem({ service, taskQueue, known, ...suggestionOf(service, known) });
  }
  if (NO_OPERATION.test(message)) {
    const known = operationsOf(handlers?.get(service))
      .map((each) => String(readField(each, 'name')))
      .sort();
    return HR5025.problem({ service, operation, taskQueue, known, ...suggestionOf(operation, known) });
  }
  if (message !== UNREADABLE) return undefined;
  const name = `Nexus operation "${service}.${operation}"`;
  const fault = readFaultOf(error.cause);
  if (fault !== undefined) {
    const { index: _index, ...facts } = fault;
    return HR3011.problem({ value: `the input of ${name}`, ...facts, error: textOf(error.cause) });
  }
  const reason = textOf(error.cause);
  const encoding = /^Unknown encoding: (\S+)$/.exec(reason)?.[1];
  if (encoding !== undefined) return HR3010.problem({ reader: name, encoding });
  return HR3010.problem({ reader: name, content: /^Unexpected end of JSON input/.test(reason) ? 'empty' : reason });
}

function suggestionOf(name: string, known: readonly string[]): { readonly suggestion?: string } {
  const suggestion = nearestName(name, known);
  return suggestion === undefined ? {} : { suggestion };
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
}
