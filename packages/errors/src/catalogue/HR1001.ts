import { insteadOfGlobal } from '../absent-globals';
import { defineError } from '../define-error';
import { type ReachedHazard, reaches } from '../internal/reaches';

/** What a failed workflow task tells. */
interface UsedGlobal {
  readonly workflow: string;
  readonly name: string;
  readonly place?: string;
  readonly chain?: readonly string[];
  readonly instead: string;
}

export const HR1001 = defineError<UsedGlobal | ReachedHazard>({
  code: 'HR1001',
  title: 'Workflow code uses a global that the sandbox does not have',
  disposition: 'task-failure',
  head: (facts) =>
    'from' in facts
      ? reaches(facts)
      : `Workflow "${facts.workflow}" uses ${facts.name}, which workflow code does not have${facts.place === undefined ? '' : ` (${facts.place})`}.`,
  why: () =>
    'workflow code is run again from its history, so the sandbox leaves out what reaches beyond it. The workflow task is retried until a fix is deployed; nothing is lost.',
  fix: (facts) => {
    if ('from' in facts) return remedy(facts.hazard);
    const { instead, chain = [] } = facts;
    return [
      instead,
      ...(chain.length > 1
        ? [`It is loaded by ${chain.join(' → ')}: cut that chain, or call the code from an activity.`]
        : []),
    ].join('\n');
  },
  example: {
    workflow: 'order',
    name: 'fetch',
    place: 'src/lib/http.ts:8',
    chain: ['src/workflows.ts', 'src/lib/http.ts'],
    instead: 'call an activity that does it.',
  },
});

function remedy(hazard: string): string {
  if (hazard.startsWith('console.'))
    return 'use console.log, console.info, console.warn, console.error or console.debug.';
  return insteadOfGlobal(hazard) ?? 'move what needs it to an activity.';
}
