import { systemErrorReason } from '@handrail/common/host';
import { HR9016 } from '@handrail/errors';
import type { CheckedActivities } from '@handrail/operations';
import { readFile } from 'node:fs/promises';

/** Reads what `idempotencyCoverage` of `@handrail/testing` has returned, from a file that holds it as JSON. */
export async function readCheckedActivities(path: string, command: string): Promise<CheckedActivities> {
  const refuse = (reason: string, cause?: unknown) =>
    HR9016.error({ problem: `--idempotency ${path} cannot be used (${reason})`, command }, { cause });
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw refuse(systemErrorReason(error), error);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw refuse('it is not JSON', error);
  }
  if (!isCoverage(value)) throw refuse('it is not what idempotencyCoverage() returns: { covered: […], missing: […] }');
  return value;
}

function isCoverage(value: unknown): value is CheckedActivities {
  const { covered, missing } = (value ?? {}) as Partial<Record<keyof CheckedActivities, unknown>>;
  return (
    Array.isArray(covered) &&
    Array.isArray(missing) &&
    covered.every((each: unknown) => typeof (each as { activity?: unknown } | null)?.activity === 'string')
  );
}
