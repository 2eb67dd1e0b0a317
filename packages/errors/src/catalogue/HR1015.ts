import { defineError } from '../define-error';

export const HR1015 = defineError<{
  workflow: string;
  namespace: string;
  /** What the server says. */
  reason: string;
  mistake:
    'attribute' | 'attribute type' | 'duplicate activity' | 'empty memo' | 'endpoint' | 'no workflow id' | 'other';
  /** The search attribute or the endpoint, where the server names one. */
  name?: string;
}>({
  code: 'HR1015',
  title: 'The server refuses what workflow code asks for',
  disposition: 'task-failure',
  head: ({ workflow, reason }) => `The server refuses what workflow "${workflow}" asks for: ${reason}`,
  why: () =>
    'with it the whole workflow task is refused, and retried until the namespace or the code changes: the execution stays open, and whoever waits for its result hears nothing.',
  fix: ({ mistake, name = '', namespace }) => {
    if (mistake === 'attribute') {
      return `correct the name, or create the attribute: temporal operator search-attribute create --namespace '${namespace}' --name '${name}' --type Keyword (on Temporal Cloud: tcld namespace search-attributes add, or the web console). The execution goes on by itself then.`;
    }
    if (mistake === 'attribute type') {
      return `give search attribute ${name} a value of its type; a list of several values only for KeywordList. defineSearchAttributeKey checks it at compile time.`;
    }
    if (mistake === 'duplicate activity') {
      return 'leave activityId out, or give each activity that is open at the same time one of its own.';
    }
    if (mistake === 'empty memo') {
      return 'pass upsertMemo an object with at least one field; a Map, a number and an empty object have none. Leave the call out where nothing changes.';
    }
    if (mistake === 'endpoint' && name === '')
      return "give the Nexus client the name of its endpoint: createNexusServiceClient({ endpoint: 'payments', service }); one that is undefined or misspelt as an option counts as none.";
    if (mistake === 'endpoint') {
      return `correct the name of the endpoint, or create it: temporal operator nexus endpoint create --name '${name}' --target-namespace … --target-task-queue ….`;
    }
    if (mistake === 'no workflow id') {
      return 'give getExternalWorkflowHandle the id of an execution: the one that it was given is undefined or empty.';
    }
    return 'correct the option that the server names, and deploy: the execution goes on by itself.';
  },
  example: {
    workflow: 'order',
    namespace: 'default',
    reason: 'BadSearchAttributes: Namespace default has no mapping defined for search attribute OrderState',
    mistake: 'attribute',
    name: 'OrderState',
  },
});
