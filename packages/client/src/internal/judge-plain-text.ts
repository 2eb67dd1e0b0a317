import type { EffectivePolicy } from '@handrail/common';
import { countOne, logProblem, logWarning } from '@handrail/common/host';
import { headLine, HR2011, type Problem } from '@handrail/errors';
import type { ConnectionOptions } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { plainTextProblem } from './plain-text';

const SUBJECT = 'The connection';

/**
 * What stops a connection because of plain text (HR4003), and what is wrong with its waiver. What is waived or only warned
 * of is logged and counted.
 */
export function judgePlainText(
  options: ConnectionOptions,
  dataConverter: DataConverter | undefined,
  waive: { readonly HR4003?: string } | undefined,
  policy: EffectivePolicy,
): Problem[] {
  const badWaivers = waiverProblems(waive);
  const problem = plainTextProblem(options, dataConverter);
  if (problem === undefined) return badWaivers;
  const reason = waive?.HR4003;
  if (badWaivers.length === 0 && reason !== undefined) {
    logWarning(`${headLine(problem)} Waived: ${reason}`, { code: problem.code });
    countOne('handrail_guard_waived_total', { code: problem.code });
    return [];
  }
  if (policy.mode === 'enforce') return [...badWaivers, problem];
  logProblem(problem, { links: policy.links });
  countOne('handrail_guard_violations_total', { code: problem.code });
  return badWaivers;
}

function waiverProblems(waive: Readonly<Record<string, unknown>> | undefined): Problem[] {
  return Object.entries(waive ?? {}).flatMap(([code, reason]) => {
    if (reason === undefined) return [];
    if (code !== 'HR4003') {
      return [
        HR2011.problem({ subject: SUBJECT, code, reason: 'connect() has no such guard to waive', waivable: 'HR4003' }),
      ];
    }
    const isReason = typeof reason === 'string' && reason.trim() !== '';
    return isReason ? [] : [HR2011.problem({ subject: SUBJECT, code, reason: 'the reason is empty' })];
  });
}
