import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callOptions } from '../src/call-options';
import { ALL_KINDS } from '../src/guards/call-kinds';
import { type CallKind } from '../src/guards/guard';
import { optionSlips } from '../src/option-slips';

const kinds = ALL_KINDS.filter((kind) => kind !== 'timer');

/** `field → suggestion`, with a question mark where it is not sure. */
function slips(kind: CallKind, ...fields: string[]): string[] {
  const table = callOptions(kind);
  if (table === undefined) throw new Error(`no table of ${kind}`);
  return optionSlips(fields, table).map(
    ({ field, suggestion, certain }) => `${field} → ${suggestion}${certain ? '' : '?'}`,
  );
}

describe('optionSlips', () => {
  it.each<[CallKind, string, string]>([
    ['workflow', 'arguments', 'args'],
    ['workflow', 'arg', 'args'],
    ['workflow', 'memos', 'memo'],
    ['workflow', 'executionTimeout', 'workflowExecutionTimeout'],
    ['workflow', 'runTimeout', 'workflowRunTimeout'],
    ['workflow', 'idReusePolicy', 'workflowIdReusePolicy'],
    ['workflow', 'idConflictPolicy', 'workflowIdConflictPolicy'],
    ['workflow', 'task_queue', 'taskQueue'],
    ['workflow', 'taskqueue', 'taskQueue'],
    ['workflow', 'searchAttribute', 'searchAttributes'],
    ['workflow', 'workflowIDReusePolicy', 'workflowIdReusePolicy'],
    ['workflow', 'signalArg', 'signalArgs'],
    ['workflow', 'priorty', 'priority'],
    ['workflow', 'retries', 'retry'],
    ['workflow', 'maximumAttempts', 'retry.maximumAttempts'],
    ['workflow', 'params', 'args?'],
    ['workflow', 'timeout', 'workflowRunTimeout?'],
    ['childWorkflow', 'id', 'workflowId?'],
    ['childWorkflow', 'closePolicy', 'parentClosePolicy'],
    ['activity', 'timeout', 'startToCloseTimeout?'],
    ['activity', 'startToClose', 'startToCloseTimeout'],
    ['activity', 'startToCloseTimeoutMs', 'startToCloseTimeout'],
    ['activity', 'retryOptions', 'retry'],
    ['activity', 'retryPolicy', 'retry'],
    ['activity', 'heartbeat', 'heartbeatTimeout?'],
    ['standaloneActivity', 'activityIdReusePolicy', ''],
    ['scheduledWorkflow', 'workflowArgs', ''],
    ['continueAsNew', 'runTimeout', 'workflowRunTimeout'],
  ])('takes, of a call of kind %s, %s for %j', (kind, field, suggestion) => {
    expect(slips(kind, field)).toEqual(suggestion === '' ? [] : [`${field} → ${suggestion}`]);
  });

  it('leaves a key alone that only might be meant for an option that is given as well', () => {
    expect(slips('workflow', 'workflowId', 'id', 'workflowRunTimeout', 'timeout', 'args', 'input', 'params')).toEqual(
      [],
    );
    expect(slips('activity', 'scheduleToCloseTimeout', 'timeout')).toEqual([]);
    expect(slips('childWorkflow', 'args', 'arguments', 'workflowExecutionTimeout', 'executionTimeout')).toEqual([]);
  });

  const others =
    'name tenant tags tag version env region stage logger tracer metrics requestId correlationId user userId data payload ' +
    'context meta metadata description enabled debug kind source owner team label labels url host port traceId spanId ' +
    'parentId key value config options settings policy wait delay now date time amount currency orderId customer demo ' +
    'mode level log span trace baggage attempt run workflow activity timeoutHandler onTimeout toString space items total ' +
    'timezone locale flags features idempotencyKey dryRun callback handler result error status state parent child group ' +
    '__typename $schema _id constructor hasOwnProperty';

  it.each(kinds)('leaves keys of other libraries alone in a call of kind %s', (kind) => {
    expect(slips(kind, ...others.split(' '))).toEqual([]);
  });

  it.each(kinds)('finds nothing wrong with all known options of a call of kind %s', (kind) => {
    expect(slips(kind, ...(callOptions(kind)?.names ?? []))).toEqual([]);
  });

  it.each(kinds)('finds a slip of the pen in any option of a call of kind %s that has six letters or more', (kind) => {
    const names = (callOptions(kind)?.names ?? []).filter((name) => name.length > 5);
    const slip = fc.constantFrom(...names).chain((name) =>
      fc.record({
        name: fc.constant(name),
        at: fc.nat(name.length - 2),
        act: fc.constantFrom('drop', 'double', 'swap', 'upper', 'snake', 'replace'),
      }),
    );
    fc.assert(
      fc.property(slip, ({ name, at, act }) => {
        const [before, letter = '', after] = [name.slice(0, at), name[at], name.slice(at + 1)];
        const slipped = {
          drop: before + after,
          double: before + letter + letter + after,
          swap: before + after.charAt(0) + letter + after.slice(1),
          upper: name.toUpperCase(),
          snake: name.replace(/[A-Z]/g, (upper) => `_${upper.toLowerCase()}`),
          replace: `${before}x${after}`,
        }[act];
        fc.pre(slipped !== name && !(callOptions(kind)?.names ?? []).includes(slipped));
        // Some options resemble each other, such as the two attributes.
        expect(slips(kind, slipped)).toEqual([expect.stringMatching(/^\S+ → [\w.]+$/)]);
      }),
      { seed: 20 },
    );
  });

  it('never throws and never suggests what is none, whatever the keys are', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.array(fc.string()), (kind, fields) => {
        for (const { field } of optionSlips(fields, callOptions(kind) ?? { names: [] }))
          expect(fields).toContain(field);
      }),
      { seed: 21 },
    );
  });
});
