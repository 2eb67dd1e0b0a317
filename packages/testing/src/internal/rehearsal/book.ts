import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type RehearsalFinding, RehearsalReport, type SkippedRehearsal } from '../../rehearsal-report';
import type { RehearsalSettings } from './read-options';
import { idOf, type PendingRecord } from './record';

/** So many executions that were left alone are named. */
const MOST_SKIPPED = 100;

/** What has been repeated, found and left alone; kept in the report's file, where there is one. */
export class Book {
  private readonly pending = new Map<string, PendingRecord>();
  private readonly repeated = new Map<string, number>();
  private readonly findings: RehearsalFinding[] = [];
  private readonly skipped: SkippedRehearsal[] = [];
  /** Executions that have had their repetition: none is repeated twice. */
  private readonly done = new Set<string>();

  constructor(private readonly settings: RehearsalSettings) {
    if (settings.mode === 'kill') this.read();
  }

  report(): RehearsalReport {
    const { mode, seed, worlds, probe } = this.settings;
    return new RehearsalReport(
      mode,
      seed,
      Object.fromEntries(this.repeated),
      this.findings,
      this.skipped,
      this.pending.size,
      worlds.length > 0 || probe !== undefined,
    );
  }

  /** The first success, where this is the repetition of an execution. */
  awaiting(id: string): PendingRecord | undefined {
    return this.pending.get(id);
  }

  isDone(id: string): boolean {
    return this.done.has(id);
  }

  expect(record: PendingRecord): void {
    this.pending.set(idOf(record), record);
    this.write();
  }

  failedOnce(record: PendingRecord): void {
    this.expect({ ...record, failures: record.failures + 1 });
  }

  close(record: PendingRecord, finding: RehearsalFinding | undefined): void {
    const { activityType } = record;
    this.pending.delete(idOf(record));
    this.done.add(idOf(record));
    this.repeated.set(activityType, (this.repeated.get(activityType) ?? 0) + 1);
    if (finding !== undefined) this.findings.push(finding);
    this.write();
  }

  skip(skipped: SkippedRehearsal): void {
    if (this.skipped.length < MOST_SKIPPED) this.skipped.push(skipped);
  }

  /** At once, since the process may be killed next; and as a whole, since somebody may read it meanwhile. */
  private write(): void {
    const { reportFile, mode } = this.settings;
    if (reportFile === undefined) return;
    const kept = mode === 'kill' ? { waiting: [...this.pending.values()], done: [...this.done] } : {};
    writeFileSync(`${reportFile}.tmp`, `${JSON.stringify({ ...this.report(), ...kept }, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${reportFile}.tmp`, reportFile);
  }

  /** What the process before has left. */
  private read(): void {
    const { reportFile } = this.settings;
    if (reportFile === undefined || !existsSync(reportFile)) return;
    const kept = JSON.parse(readFileSync(reportFile, 'utf8')) as Partial<KeptReport>;
    if (kept.schema !== 'handrail.rehearsal/1' || kept.mode !== 'kill') return;
    for (const record of kept.waiting ?? []) this.pending.set(idOf(record), record);
    for (const id of kept.done ?? []) this.done.add(id);
    for (const [activity, times] of Object.entries(kept.repeated ?? {})) this.repeated.set(activity, times);
    this.findings.push(...(kept.findings ?? []));
    this.skipped.push(...(kept.skipped ?? []));
  }
}

type KeptReport = RehearsalReport & { readonly waiting: readonly PendingRecord[]; readonly done: readonly string[] };
