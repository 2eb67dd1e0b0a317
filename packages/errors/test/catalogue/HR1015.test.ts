import { expect, it } from 'vitest';
import { HR1015 } from '../../src';

it('tells how to create a search attribute', () => {
  const { message } = HR1015.error({
    workflow: 'order',
    namespace: 'shop',
    reason: 'BadSearchAttributes: Namespace shop has no mapping defined for search attribute OrderState',
    mistake: 'attribute',
    name: 'OrderState',
  });
  expect(message).toBe(
    [
      '[HR1015] The server refuses what workflow "order" asks for: BadSearchAttributes: Namespace shop has no mapping defined for search attribute OrderState',
      '  Why:     with it the whole workflow task is refused, and retried until the namespace or the code changes: the execution stays open, and whoever waits for its result hears nothing.',
      "  Fix:     correct the name, or create the attribute: temporal operator search-attribute create --namespace 'shop' --name 'OrderState' --type Keyword (on Temporal Cloud: tcld namespace search-attributes add, or the web console). The execution goes on by itself then.",
      '  Docs:    https://handrail.dev/errors/HR1015        (offline: npx handrail explain HR1015)',
    ].join('\n'),
  );
});

it('tells which value has the wrong type', () => {
  const { message } = HR1015.error({
    workflow: 'order',
    namespace: 'shop',
    reason: 'BadSearchAttributes: invalid value for search attribute Total of type Int: [x]',
    mistake: 'attribute type',
    name: 'Total',
  });
  expect(message).toBe(
    [
      '[HR1015] The server refuses what workflow "order" asks for: BadSearchAttributes: invalid value for search attribute Total of type Int: [x]',
      '  Why:     with it the whole workflow task is refused, and retried until the namespace or the code changes: the execution stays open, and whoever waits for its result hears nothing.',
      '  Fix:     give search attribute Total a value of its type; a list of several values only for KeywordList. defineSearchAttributeKey checks it at compile time.',
      '  Docs:    https://handrail.dev/errors/HR1015        (offline: npx handrail explain HR1015)',
    ].join('\n'),
  );
});

it('tells two activities apart', () => {
  const { message } = HR1015.error({
    workflow: 'order',
    namespace: 'shop',
    reason: 'ScheduleActivityDuplicateId: ActivityID: same',
    mistake: 'duplicate activity',
  });
  expect(message).toBe(
    [
      '[HR1015] The server refuses what workflow "order" asks for: ScheduleActivityDuplicateId: ActivityID: same',
      '  Why:     with it the whole workflow task is refused, and retried until the namespace or the code changes: the execution stays open, and whoever waits for its result hears nothing.',
      '  Fix:     leave activityId out, or give each activity that is open at the same time one of its own.',
      '  Docs:    https://handrail.dev/errors/HR1015        (offline: npx handrail explain HR1015)',
    ].join('\n'),
  );
});

it('tells how to create an endpoint', () => {
  const { message } = HR1015.error({
    workflow: 'order',
    namespace: 'shop',
    reason: 'endpoint "pay" not found',
    mistake: 'endpoint',
    name: 'pay',
  });
  expect(message).toBe(
    [
      '[HR1015] The server refuses what workflow "order" asks for: endpoint "pay" not found',
      '  Why:     with it the whole workflow task is refused, and retried until the namespace or the code changes: the execution stays open, and whoever waits for its result hears nothing.',
      "  Fix:     correct the name of the endpoint, or create it: temporal operator nexus endpoint create --name 'pay' --target-namespace … --target-task-queue ….",
      '  Docs:    https://handrail.dev/errors/HR1015        (offline: npx handrail explain HR1015)',
    ].join('\n'),
  );
});

it('leaves the rest to the words of the server', () => {
  const { message } = HR1015.error({
    workflow: 'order',
    namespace: 'shop',
    reason: 'BadSignalWorkflowExecutionAttributes: WorkflowId is not set',
    mistake: 'other',
  });
  expect(message).toBe(
    [
      '[HR1015] The server refuses what workflow "order" asks for: BadSignalWorkflowExecutionAttributes: WorkflowId is not set',
      '  Why:     with it the whole workflow task is refused, and retried until the namespace or the code changes: the execution stays open, and whoever waits for its result hears nothing.',
      '  Fix:     correct the option that the server names, and deploy: the execution goes on by itself.',
      '  Docs:    https://handrail.dev/errors/HR1015        (offline: npx handrail explain HR1015)',
    ].join('\n'),
  );
});

it('asks for the name of an endpoint where there is none', () => {
  const { fix } = HR1015.problem({ ...HR1015.example, mistake: 'endpoint', name: '' });
  expect(fix).toBe(
    "give the Nexus client the name of its endpoint: createNexusServiceClient({ endpoint: 'payments', service }); one that is undefined or misspelt as an option counts as none.",
  );
});
