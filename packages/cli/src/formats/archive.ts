import type { ArchiveReport } from '@handrail/operations';
import { oneLine } from '../internal/one-line';
import type { Style } from '../style';

const MOST_SHOWN = 20;

/** What became of the histories, and what to do about those that are missing. */
export function formatArchive(
  { archived, present, gone, failed, stoppedBy, total }: ArchiveReport,
  out: string,
  style: Style,
): string {
  const besides = [
    ...(present > 0 ? [`${present} ${present === 1 ? 'was' : 'were'} there already`] : []),
    ...(gone > 0 ? [`${gone} ${gone === 1 ? 'was' : 'were'} deleted by the server before`] : []),
    ...(failed.length > 0 ? [`${failed.length} could not be kept`] : []),
  ];
  const head =
    total === 0
      ? 'No closed execution is found: nothing to archive.'
      : `Archived ${archived} ${archived === 1 ? 'history' : 'histories'} to ${oneLine(out)}${besides.length === 0 ? '' : `; ${besides.join(', ')}`}.`;
  return [
    style.bold(head),
    ...failed
      .slice(0, MOST_SHOWN)
      .map(({ workflowId, runId, why }) => oneLine(`  ${workflowId}, run ${runId}: ${why}`)),
    ...(failed.length > MOST_SHOWN ? [`  … and ${failed.length - MOST_SHOWN} more (--json has all)`] : []),
    ...(stoppedBy === null ? [] : [`Not all were looked at: ${oneLine(stoppedBy)}.`]),
    ...(failed.length > 0 || stoppedBy !== null ? ['Give the same command again to go on.'] : []),
  ].join('\n');
}
