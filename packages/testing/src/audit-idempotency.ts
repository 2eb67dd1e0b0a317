import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readInProcess } from './internal/idempotency/audit/read-in-process';
import { readRecord } from './internal/idempotency/audit/read-record';
import { badOption } from './internal/idempotency/bad-option';
import { RECORD_VARIABLE } from './internal/idempotency/checked-activities';
import { runCommand } from './internal/run-command';

/** Options of {@link auditIdempotency}: either `run` or `record`. */
export interface IdempotencyAuditOptions {
  /** The files whose exports a worker registers as activities. They are loaded as a worker loads them. */
  readonly modules: readonly string[];
  /** The command that runs the checks, through a shell. */
  readonly run?: string | undefined;
  /** What the checks have written where `HANDRAIL_IDEMPOTENCY_RECORD` named this file. */
  readonly record?: string | undefined;
  /** Hears each line that the command prints. */
  readonly onLine?: ((line: string) => void) | undefined;
}

/** Which registered activities have been shown to be idempotent. */
export interface IdempotencyAudit {
  /** Those with a check that found nothing, or with an exemption and its reason. */
  readonly covered: readonly { readonly activity: string; readonly verdict?: string; readonly exempt?: string }[];
  /** Those of which a check has come to another verdict. */
  readonly failing: readonly { readonly activity: string; readonly verdict: string }[];
  /** Those without a check: none where the command failed before it ran any. */
  readonly missing: readonly string[];
  /** What could not be looked at, a sentence each. */
  readonly notExamined: readonly string[];
}

/**
 * Compares the activities of modules with the checks that a command runs, or has run, in processes of its own. What a worker
 * registers and no check has seen is `missing`. For the checks of this process there is `idempotencyCoverage`.
 *
 * @example
 * ```ts
 * import { auditIdempotency } from '@handrail/testing';
 *
 * const audit = await auditIdempotency({ modules: ['lib/activities.js'], run: 'npx vitest run' });
 * if (audit.missing.length > 0) throw new Error(`not checked: ${audit.missing.join(', ')}`);
 * ```
 */
export async function auditIdempotency(options: IdempotencyAuditOptions): Promise<IdempotencyAudit> {
  const { modules, run, record } = options;
  if (!Array.isArray(modules) || modules.length === 0)
    throw badOption('modules', modules, 'a list of files that export activities');
  if ((run === undefined) === (record === undefined))
    throw badOption('run', run, record === undefined ? 'the command that runs the checks' : 'left out beside record');
  const registered = await readModules(modules);
  const { notExamined } = registered;
  const known = run === undefined ? readRecord(record ?? '') : await runChecks(run, options);
  // Of activities whose checks did not run nobody knows whether they have any.
  if (typeof known === 'string') return { covered: [], failing: [], missing: [], notExamined: [...notExamined, known] };
  const covered: { activity: string; verdict?: string; exempt?: string }[] = [];
  const failing: { activity: string; verdict: string }[] = [];
  const missing: string[] = [];
  for (const activity of registered.activities) {
    const entries = known.get(activity);
    const wrong = entries?.find(({ verdict }) => verdict !== undefined && verdict !== 'IDEMPOTENT');
    const [first] = entries ?? [];
    if (first === undefined) missing.push(activity);
    else if (wrong?.verdict !== undefined) failing.push({ activity, verdict: wrong.verdict });
    else covered.push({ activity, ...first });
  }
  return { covered, failing, missing, notExamined };
}

async function readModules(
  modules: readonly string[],
): Promise<{ readonly activities: ReadonlySet<string>; readonly notExamined: readonly string[] }> {
  const activities = new Set<string>();
  const notExamined: string[] = [];
  for (const module of modules) {
    const found = await readInProcess(module);
    if ('failure' in found) {
      notExamined.push(
        `${module}: it cannot be loaded (${found.failure}); name the file that a worker loads, built where it is TypeScript`,
      );
      continue;
    }
    for (const each of found.activities) activities.add(each);
    notExamined.push(...found.notExamined.map((reason) => `${module}: ${reason}`));
    if (found.activities.length === 0 && found.notExamined.length === 0)
      notExamined.push(`${module}: it exports no function`);
  }
  return { activities, notExamined };
}

/** What the checks wrote, or why there were none. */
async function runChecks(
  command: string,
  { onLine }: IdempotencyAuditOptions,
): Promise<ReturnType<typeof readRecord> | string> {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-audit-'));
  try {
    const record = join(folder, 'checks.jsonl');
    writeFileSync(record, '');
    const [shell, ...flags] = process.platform === 'win32' ? ['cmd', '/d', '/s', '/c'] : ['sh', '-c'];
    const environment = { ...process.env, [RECORD_VARIABLE]: record };
    const { failure } = await runCommand(shell, [...flags, command], { environment, onLine });
    const known = readRecord(record);
    // A check that finds something fails its test, and so the command: the check has been seen all the same.
    return failure !== undefined && known.size === 0 ? `the command \`${command}\` ran no check: ${failure}` : known;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
