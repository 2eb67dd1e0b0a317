import { defineError } from '../define-error';

export const HR7001 = defineError<{ id: string; namespace: string; problem: Missing; nearest: readonly string[] }>({
  code: 'HR7001',
  title: 'No execution has this id',
  disposition: 'report',
  head: ({ id, namespace, problem, nearest }) =>
    `${SENTENCES[problem](id, namespace)}${nearest.length === 0 ? '' : ` Near it: ${nearest.map((each) => `"${each}"`).join(', ')}.`}`,
  why: () => 'what is looked for in the wrong place looks as if it had never been started.',
  fix: ({ problem }) => REMEDIES[problem],
  example: { id: 'order-71', namespace: 'default', problem: 'workflow', nearest: ['order-17'] },
});

type Missing = 'workflow' | 'run' | 'run id' | 'namespace';

const SENTENCES: Record<Missing, (id: string, namespace: string) => string> = {
  workflow: (id, namespace) => `No workflow execution and no schedule has the id "${id}" in namespace "${namespace}".`,
  run: (id, namespace) => `No workflow execution in namespace "${namespace}" has the id and the run id of "${id}".`,
  'run id': (id) => `The run id given for "${id}" is none: run ids are UUIDs.`,
  namespace: (id, namespace) => `Namespace "${namespace}" does not exist, so nothing can be said of "${id}".`,
};

const REMEDIES: Record<Missing, string> = {
  workflow:
    'check id and namespace; a schedule appends the time to the ids of what it starts, and closed executions are kept for the retention only.',
  run: 'leave out the run id to look at the newest run.',
  'run id': 'leave out the run id to look at the newest run, or copy it from temporal workflow list.',
  namespace: 'give the right one with --namespace; temporal operator namespace list shows all.',
};
