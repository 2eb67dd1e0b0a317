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
    readonly entries: readonly Partial<AuditEntry>[],
  ) {}

  /**
   * Runs that were repaired before for this reason: a repair that was interrupted goes on after them. What was repaired for
   * another one is stuck again, and is another matter.
   */
  doneFor(reason: string): ReadonlySet<string> {
    return new Set(
      this.entries.flatMap(({ outcome, runId, reason: given }) =>
        outcome === 'repaired' && typeof runId === 'string' && given === reason ? [runId] : [],
      ),
    );
  }

  /** Runs of which, for this reason, the last that is known is that the answer of the server was lost. */
  unsureFor(reason: string): ReadonlySet<string> {
    const last = new Map(
      this.entries.flatMap(({ outcome, runId, reason: given }) =>
        typeof runId === 'string' && given === reason ? [[runId, outcome] as const] : [],
      ),
    );
    return new Set([...last].flatMap(([runId, outcome]) => (outcome === 'unknown' ? [runId] : [])));
  }

  static async open(path: string, command: string): Promise<AuditLog> {
    try {
      // Also tells, before anything is done, that it can be written.
      await appendFile(path, '');
      const text = await readFile(path, 'utf8');
      // Else what is written next would end a line that was cut off, and be lost with it.
      if (text !== '' && !text.endsWith('\n')) await appendFile(path, '\n');
      return new AuditLog(path, entriesOf(text));
    } catch (error) {
      const problem = `--audit-log ${path} cannot be used (${systemErrorReason(error)})`;
      throw HR9016.error({ problem, command }, { cause: error });
    }
  }

  /** Gives what is to be said where it cannot be written any more; undefined where it was. */
  async write(entry: AuditEntry): Promise<string | undefined> {
    try {
      await appendFile(this.path, `${JSON.stringify(entry)}\n`);
      return undefined;
    } catch (error) {
      const { outcome, workflowId, runId } = entry;
      return `--audit-log ${this.path} cannot be written any more (${systemErrorReason(error)}), so that it stops here. What is not in it: ${outcome} ${workflowId}, run ${runId}.`;
    }
  }
}

function entriesOf(text: string): Partial<AuditEntry>[] {
  // An editor may have put a mark in front of it.
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((line) => {
      try {
        const entry: unknown = JSON.parse(line);
        return typeof entry === 'object' && entry !== null ? [entry] : [];
      } catch {
        // The last line of a run that was killed.
        return [];
      }
    });
}
