import type { Baseline } from './baseline';
import type { TriedPlan } from './checked';
import { encodingFault } from './result-tree';

/** A result that cannot be sent fails every attempt, after its effects. */
export function judgeEncoding({ args }: Baseline): TriedPlan | undefined {
  const fault = encodingFault(args.outcome);
  if (fault === undefined) return undefined;
  const detail = `the result cannot be sent, so every attempt fails after its effects: ${fault}`;
  return {
    id: 'unencodable-result',
    story: 'the activity ends, and its worker encodes the result',
    depth: 1,
    outcome: 'broke',
    judgement: { verdict: 'STUCK', detail, changes: [] },
  };
}
