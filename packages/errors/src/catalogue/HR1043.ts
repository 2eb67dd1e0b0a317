import { defineError } from '../define-error';

export const HR1043 = defineError<{
  workflow: string;
  childType: string;
  childId: string;
  /** The execution that has the id, as far as the server tells. */
  holder?: {
    readonly workflowType: string;
    readonly runId: string;
    readonly open: boolean;
    readonly since: string;
    /** Whose child it is: `own` of the workflow that wanted to start another one. */
    readonly parent?: { readonly workflowId: string; readonly own: boolean };
  };
}>({
  code: 'HR1043',
  title: 'The id of a child workflow is taken',
  disposition: 'report',
  head: ({ workflow, childType, childId, holder }) => {
    const start = `Workflow "${workflow}" could not start child workflow "${childType}": `;
    if (holder === undefined)
      return `${start}an execution with the id "${childId}" is running, or has run and may not be repeated.`;
    const { workflowType, runId, open, since, parent } = holder;
    const whose =
      parent === undefined ? '' : parent.own ? ' that it has started itself' : `, a child of "${parent.workflowId}"`;
    return `${start}the id "${childId}" belongs to ${open ? 'an open' : 'a closed'} execution of "${workflowType}"${whose} (run ${runId}, ${open ? 'since' : 'ended'} ${since}).`;
  },
  why: () =>
    'an id belongs to one open execution at a time. The workflow did not catch the error, so it has failed: the child of that id goes on, and nobody waits for it here.',
  fix: ({ childId, childType, holder }) => {
    const ownId = `give each child an id of its own, such as workflowId: \`\${workflowInfo().workflowId}/${childType}-1\``;
    if (holder?.parent?.own === true)
      return `${ownId}, or wait for the first child before the next is started: await handle.result().`;
    if (holder?.open === false) return `${ownId}, or another workflowIdReusePolicy where a closed one may be repeated.`;
    return `${ownId}. Where the running one does the very work that is meant, catch the error and signal it: getExternalWorkflowHandle('${childId}').`;
  },
  example: {
    workflow: 'order',
    childType: 'ship',
    childId: 'ship-17',
    holder: {
      workflowType: 'ship',
      runId: '019b0c5e-6f4b-7d1e-8a0c-2f6b1c9d7e55',
      open: true,
      since: '2026-01-05T08:30:00.000Z',
      parent: { workflowId: 'order-16', own: false },
    },
  },
});
