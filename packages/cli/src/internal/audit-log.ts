import { HR9016 } from '@handrail/errors';
import { systemErrorReason } from '@handrail/common/host';
import type { RepairOutcome } from '@handrail/operations';
import { appendFile, readFile } from 'node:fs/promises';

/** What became of an execution, and who wanted it where and why. */
export interface AuditEntry extends RepairOutcome {
  readonly namespace: string;
  readonly by: string;
  readonly reason: string;
}

/** A file with one JSON object a line for each execution that was decided upon. An interrupted repair goes on from it. */
export class AuditLog {
  private constructor(
    readonly path: string,
    /** Runs that were repaired before. */
    readonly done: ReadonlySet<string>,
  ) {}

  static async open(path: string, command: string): Promise<AuditLog> {
    try {
      // Also tells, before anything is done, that it can be written.
      await appendFile(path, '');
      const text = await readFile(path, 'utf8');
      // Else what is written next would end a line that was cut off, and be lost with it.
      if (text !== '' && !text.endsWith('\n')) await appendFile(path, '\n');
      return new AuditLog(path, repairedRuns(text));
    } catch (error) {
      const problem = `--audit-log ${path} cannot be used (${systemErrorReason(error)})`;
      throw HR9016.error({ problem, command }, { cause: error });
    }
  }

  async write(entry: AuditEntry): Promise<void> {
    await appendFile(this.path, `${JSON.stringify(entry)}\n`);
  }
}

function repairedRuns(text: string): Set<string> {
  const runs = text.split('\n').flatMap((line) => {
    try {
      const { outcome, runId } = JSON.parse(line) as Partial<RepairOutcome>;
      return outcome === 'repaired' && typeof runId === 'string' ? [runId] : [];
    } catch {
      // The last line of a run that was killed.
      return [];
    }
  });
  return new Set(runs);
}
