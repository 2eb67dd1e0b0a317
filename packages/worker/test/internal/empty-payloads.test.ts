import { createGuardHost, resolvePolicy, setHost } from '@handrail/common/host';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { beforeEach, expect, it } from 'vitest';
import { reportEmptyPayloads } from '../../src/internal/empty-payloads';

let warnings: string[];

beforeEach(() => {
  warnings = [];
  delete (globalThis as Record<symbol, unknown>)[Symbol.for('handrail.guard-state')];
  setHost({ logger: { warn: (message: string) => void warnings.push(message.split('\n', 1)[0]!) } as never });
});

const info = { workflowType: 'order', workflowId: 'order-1', runId: 'run-1', namespace: 'default' } as never;
const payload = (value: unknown): Payload => defaultPayloadConverter.toPayload(value);
const report = (command: object, isReplaying = false) =>
  reportEmptyPayloads(
    { info, activation: { isReplaying }, commands: [command as never], startedUnderHandrail: true },
    createGuardHost({ policy: resolvePolicy() }),
  );

it.each<[object, string]>([
  [
    { completeWorkflowExecution: { result: payload(() => 1) } },
    '[HR3001] The result in workflow "order" cannot be serialised: result: a function or a symbol.',
  ],
  [
    { scheduleActivity: { activityType: 'charge', arguments: [payload('a'), payload(Symbol('x'))] } },
    '[HR3001] The call of activity "charge" in workflow "order" cannot be serialised: args[1]: a function or a symbol.',
  ],
  [
    { startChildWorkflowExecution: { workflowType: 'ship', input: [payload(() => 1)] } },
    '[HR3001] The start of child workflow "ship" in workflow "order" cannot be serialised: args[0]: a function or a symbol.',
  ],
])('what workflow code sends without content is told', (command, head) => {
  report(command);
  report(command);
  expect(warnings).toEqual([head]);
});

it.each([undefined, null, '', 0, false, [], {}, new Uint8Array()])('and %j is not', (value) => {
  report({ completeWorkflowExecution: { result: payload(value) } });
  report({ scheduleActivity: { activityType: 'charge', arguments: [payload(value)] } });
  report({ startTimer: { seq: 1 } });
  expect(warnings).toEqual([]);
});

it('nor is what is only replayed', () => {
  report({ completeWorkflowExecution: { result: payload(() => 1) } }, true);
  expect(warnings).toEqual([]);
});
