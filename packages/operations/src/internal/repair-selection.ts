import { nearestName, showValue } from '@handrail/common/host';
import { catalogue, HR7075 } from '@handrail/errors';
import { CAUSE_SLUGS } from '../explanation';
import type { RepairSelection } from '../repair';
import type { RepairIntent } from '../repair-intent';

/**
 * Refuses a selection that cannot be meant, before anything is looked at.
 *
 * @throws HandrailError HR7075
 */
export function checkSelection(selection: RepairSelection): void {
  checkIntent(selection.intent ?? {});
  checkFilters(selection);
}

const CLOCKS_DIFFER_MILLISECONDS = 60_000;

/** A wrong time would reset everything, or nothing. */
function checkIntent({ before, signal }: RepairIntent): void {
  const refuse = (field: string, value: string, reason: string) => {
    throw HR7075.error({ field, value: showValue(value), reason });
  };
  if (before !== undefined && signal !== undefined) refuse('signal', signal.name, 'cannot be sent beside a reset');
  if (before !== undefined && 'time' in before && !isTime(before.time)) {
    refuse('before.time', before.time, 'is not a time such as 2026-03-01T12:00:00Z');
  }
  if (before !== undefined && 'time' in before && Date.parse(before.time) > Date.now() + CLOCKS_DIFFER_MILLISECONDS) {
    refuse('before.time', before.time, 'lies ahead');
  }
  if (before !== undefined && 'buildId' in before && before.buildId === '') refuse('before.buildId', '', 'is empty');
  if (signal?.name === '') refuse('signal.name', '', 'is empty');
}

// Of what is not written like this, Date.parse makes times that nobody meant: "12" is in 2001, and local.
const TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))$/;

function isTime(text: string): boolean {
  return TIME.test(text) && !Number.isNaN(Date.parse(text));
}

/** A misspelt filter would find nothing, which reads as if nothing were stuck. */
function checkFilters({ causes = [], code }: RepairSelection): void {
  for (const cause of causes) {
    if ((CAUSE_SLUGS as readonly string[]).includes(cause)) continue;
    const nearest = nearestName(cause, CAUSE_SLUGS);
    const meant = nearest === undefined ? '' : ` (did you mean "${nearest}"?)`;
    throw HR7075.error({ field: 'causes', value: showValue(cause), reason: `is no verdict${meant}` });
  }
  if (code !== undefined && !catalogue.some((each) => each.code === code)) {
    throw HR7075.error({
      field: 'code',
      value: showValue(code),
      reason: 'is no error code of Handrail, such as HR7026',
    });
  }
}
