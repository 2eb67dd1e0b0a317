import { HR9016 } from '@handrail/errors';
import type { CheckedActivities } from '@handrail/operations';
import { readJsonFile } from './read-json-file';

/** Reads what `idempotencyCoverage` of `@handrail/testing` has returned, from a file that holds it as JSON. */
export async function readCheckedActivities(path: string, command: string): Promise<CheckedActivities> {
  const refuse = (reason: string, cause?: unknown) =>
    HR9016.error({ problem: `--idempotency ${path} cannot be used (${reason})`, command }, { cause });
  const value = await readJsonFile(path, refuse);
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
