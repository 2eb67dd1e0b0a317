import { nearestName, showValue } from '@handrail/common/host';
import { catalogue, HR7075 } from '@handrail/errors';
import { CAUSE_SLUGS } from '../explanation';
import type { RepairSelection } from '../repair';
import type { RepairIntent } from '../repair-intent';

/**
 * Refuses a selection that cannot be meant, as {@link planRepair} does by itself: for who wants to know before a client is made.
 *
 * @throws HandrailError HR7075
 */
export function checkRepairSelection(selection: Pick<RepairSelection, 'causes' | 'code' | 'intent'>): void {
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
    refuse(
      'before.time',
      before.time,
      `is not a time such as 2026-03-01T12:00:00Z${orRather(nearestTime(before.time))}`,
    );
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

/** What somebody may have meant who left out the zone, or the `T`: taken for UTC, which is asked and not done. */
function nearestTime(text: string): string | undefined {
  const [, date, time = '00:00', zone = 'Z'] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))? ?(Z|[+-]\d{2}:?\d{2})?$/i.exec(text.trim()) ?? [];
  const meant = `${date}T${time}${zone.toUpperCase()}`;
  return date !== undefined && isTime(meant) ? meant : undefined;
}

/** A misspelt filter would find nothing, which reads as if nothing were stuck. */
function checkFilters({ causes = [], code }: Pick<RepairSelection, 'causes' | 'code'>): void {
  const wrong = causes.filter((each) => !isCause(each));
  if (wrong.length > 0) {
    const meant = wrong.flatMap(nearestCauses);
    const said = wrong.length === 1 ? 'is no verdict' : 'are no verdicts';
    const reason = meant.length === 0 ? `${said}, such as backoff or nondeterminism` : said + orRather(...meant);
    throw HR7075.error({ field: 'causes', value: wrong.map(showValue).join(', '), reason });
  }
  if (code === undefined || isCode(code)) return;
  const reason = isCause(code)
    ? 'is a verdict, which causes takes'
    : `is no error code of Handrail, such as HR7026${orRather(nearestCode(code))}`;
  throw HR7075.error({ field: 'code', value: showValue(code), reason });
}

function isCause(text: string): boolean {
  return (CAUSE_SLUGS as readonly string[]).includes(text);
}

function isCode(text: string): boolean {
  return catalogue.some(({ code }) => code === text);
}

/** Several that came as one text are meant one by one. */
function nearestCauses(text: string): string[] {
  const parts = text
    .trim()
    .toLowerCase()
    .split(/[\s,]+/);
  return parts.flatMap((each) => (isCause(each) ? each : (nearestName(each, CAUSE_SLUGS) ?? [])));
}

/** As letters that are read for digits; of digits that are wrong nobody knows which were meant. */
function nearestCode(text: string): string | undefined {
  const digits = text.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1').replaceAll(/\D/g, '');
  return isCode(`HR${digits}`) ? `HR${digits}` : undefined;
}

function orRather(...meant: readonly (string | undefined)[]): string {
  const known = meant.filter((each) => each !== undefined);
  return known.length === 0 ? '' : ` (did you mean ${known.map((each) => `"${each}"`).join(' and ')}?)`;
}
