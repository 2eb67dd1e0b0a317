import { expect, it } from 'vitest';
import { HR1043 } from '../../src';

const facts = { workflow: 'order', childType: 'ship', childId: 'ship-17' };
const holder = { workflowType: 'ship', runId: 'run-1', open: true, since: '2026-01-05T08:30:00.000Z' };
const WHY =
  '  Why:     an id belongs to one open execution at a time. The workflow did not catch the error, so it has failed: the child of that id goes on, and nobody waits for it here.';
const DOCS = '  Docs:    https://handrail.dev/errors/HR1043        (offline: npx handrail explain HR1043)';
const OWN_ID = 'give each child an id of its own, such as workflowId: `${workflowInfo().workflowId}/ship-1`';

it('names the parent, the child, its id and the execution that has it', () => {
  const { message } = HR1043.error({ ...facts, holder: { ...holder, parent: { workflowId: 'order-16', own: false } } });
  expect(message).toBe(
    [
      '[HR1043] Workflow "order" could not start child workflow "ship": the id "ship-17" belongs to an open execution of "ship", a child of "order-16" (run run-1, since 2026-01-05T08:30:00.000Z).',
      WHY,
      `  Fix:     ${OWN_ID}. Where the running one does the very work that is meant, catch the error and signal it: getExternalWorkflowHandle('ship-17').`,
      DOCS,
    ].join('\n'),
  );
});

it('says that the workflow has started it itself', () => {
  const { head, fix } = HR1043.problem({
    ...facts,
    holder: { ...holder, parent: { workflowId: 'order-17', own: true } },
  });
  expect(head).toBe(
    'Workflow "order" could not start child workflow "ship": the id "ship-17" belongs to an open execution of "ship" that it has started itself (run run-1, since 2026-01-05T08:30:00.000Z).',
  );
  expect(fix).toBe(`${OWN_ID}, or wait for the first child before the next is started: await handle.result().`);
});

it('says that the id may not be repeated', () => {
  const { head, fix } = HR1043.problem({ ...facts, holder: { ...holder, open: false } });
  expect(head).toContain('belongs to a closed execution of "ship" (run run-1, ended 2026-01-05T08:30:00.000Z).');
  expect(fix).toBe(`${OWN_ID}, or another workflowIdReusePolicy where a closed one may be repeated.`);
});

it('says what it knows where the server does not tell', () => {
  const { head } = HR1043.problem(facts);
  expect(head).toBe(
    'Workflow "order" could not start child workflow "ship": an execution with the id "ship-17" is running, or has run and may not be repeated.',
  );
});
