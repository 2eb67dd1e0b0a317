import { defineError } from '../define-error';

export const HR5002 = defineError<{
  left: string;
  right: string;
  differences: readonly { field: string; left: string; right: string }[];
}>({
  code: 'HR5002',
  title: 'Two parts of one system apply different policies',
  disposition: 'warn',
  head: ({ left, right, differences }) =>
    differences.length === 0
      ? `${capitalise(left)} and ${right} apply different policies.`
      : `${capitalise(left)} and ${right} apply different policies: ${differences
          .map((each) => `${each.field} is ${each.left} against ${each.right}`)
          .join('; ')}.`,
  why: () => 'what one of them lets through, the other refuses: a call that worked in one process fails in the next.',
  fix: () =>
    'define one policy in a module of its own, give it to the client, the worker and bundleWorkflowCode, and build the bundle again after it changes.',
  example: {
    left: 'the workflow bundle',
    right: 'the worker of task queue "orders"',
    differences: [{ field: 'activity.heartbeatFrom', left: '2 hours', right: '1 hour' }],
  },
});

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
