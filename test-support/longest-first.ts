import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * What takes longest, so that nothing long is left for the end. What computes and what waits take turns, and so do the files that
 * arrange all that they ask about at once: two of them that begin together are too much for one server.
 */
const LONGEST = [
  'packages/operations/test/e2e/workers-gone',
  'docs/test/e2e/worker-examples',
  'docs/test/e2e/workflow-examples',
  'packages/operations/test/e2e/neighbours',
  'packages/operations/test/e2e/handover/',
  'docs/test/e2e/client-examples',
  'packages/operations/test/e2e/dawn-watch/activities',
  'packages/operations/test/e2e/causes',
  'packages/client/test/e2e/raw-errors/',
  'packages/testing/test/e2e/rehearsal',
  'packages/operations/test/e2e/on-call/',
  'packages/operations/test/e2e/dawn-watch/',
  'eslint-plugin/test/e2e/mistakes',
  'packages/operations/test/e2e/sla',
  'packages/workflow/test/e2e/sla',
  'packages/operations/test/e2e/server-gone',
  'packages/worker/test/e2e/adopting-in-flight',
  'monitoring/test/e2e/alerts',
  'docs/test/e2e/inspect-links',
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((one, other) => rankOf(one) - rankOf(other));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const found = LONGEST.findIndex((each) => moduleId.includes(each));
  return found === -1 ? LONGEST.length : found;
}
