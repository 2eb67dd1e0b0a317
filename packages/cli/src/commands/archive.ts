import { systemErrorReason } from '@handrail/common/host';
import { HR9016 } from '@handrail/errors';
import type { ArchiveReport } from '@handrail/operations';
import { access, constants, mkdir } from 'node:fs/promises';
import type { Command } from '../command';
import { ExitCode } from '../exit-code';
import { formatArchive } from '../formats/archive';
import { type ConnectionFlags, CONNECTION_OPTIONS, openClient } from '../internal/connection-options';
import { loadOperations } from '../internal/load';
import { parseCount } from '../internal/parse-number';
import { createProgress } from '../internal/progress';
import { workflowIds } from '../internal/workflow-ids';

interface ArchiveFlags extends ConnectionFlags {
  readonly out?: string;
  readonly query?: string;
  readonly limit?: number;
  readonly concurrency?: number;
}

/** `handrail archive`: keeps histories of closed executions beyond the namespace's retention. */
export const archive: Command<ArchiveFlags> = {
  name: 'archive',
  summary: 'keep the histories of closed executions, which the server deletes after its retention',
  description:
    'Writes each as JSON that handrail replay --history and the Temporal UI read, and goes on after what is there already, so\nthat it can be given again, as once a day. It only reads from the server. What a codec has encrypted stays encrypted.\nExit code 0: all are there; 1: some could not be kept, or it was interrupted; 2: could not look.',
  options: [
    { flags: '--out <folder>', description: 'where the histories are kept, one folder for each day' },
    {
      flags: '--query <filter>',
      description: 'only closed executions that a list filter finds',
      defaultDescription: 'all that are closed',
    },
    { flags: '--limit <number>', description: 'executions to look at', parse: parseCount, defaultDescription: 'all' },
    {
      flags: '--concurrency <number>',
      description: 'histories to read at a time',
      parse: parseCount,
      defaultDescription: '4',
    },
    ...CONNECTION_OPTIONS,
  ],
  meant: (given) => (given.length === 1 ? `--out ${given[0]}` : `--query ${workflowIds(given)}`),
  examples: [
    'archive --out histories',
    `archive --out histories --query 'WorkflowType = "order" AND ExecutionStatus = "Failed"'`,
  ],
  async run({ options, terminal, interrupted }) {
    const { out } = options;
    if (out === undefined) throw HR9016.error({ problem: '--out says where the histories are kept', command: COMMAND });
    await makeFolder(out);
    const { archiveHistories, folderArchive } = loadOperations();
    const open = await openClient(options, COMMAND);
    const progress = createProgress(terminal, 'executions');
    const stop = new AbortController();
    void interrupted().then(() => stop.abort());
    try {
      const report = await archiveHistories(open.client, folderArchive(out), {
        query: options.query,
        most: options.limit,
        concurrency: options.concurrency,
        signal: stop.signal,
        onProgress: progress.update,
      });
      progress.end();
      terminal.print(options.json ? JSON.stringify(report) : formatArchive(report, out, terminal.stdoutStyle));
      return exitCodeOf(report);
    } finally {
      await open.close();
    }
  },
};

const COMMAND = 'handrail archive';

function exitCodeOf({ archived, present, gone, failed, stoppedBy }: ArchiveReport): ExitCode {
  if (stoppedBy === null && failed.length === 0) return ExitCode.Fine;
  return archived + present + gone + failed.length === 0 ? ExitCode.CouldNotLook : ExitCode.Found;
}

/** Says before anything is read that nothing could be written. */
async function makeFolder(out: string): Promise<void> {
  try {
    await mkdir(out, { recursive: true, mode: 0o700 });
    await access(out, constants.W_OK);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'EEXIST' ? 'it is a file' : systemErrorReason(error);
    throw HR9016.error(
      { problem: `--out ${out} cannot be used as a folder (${reason})`, command: COMMAND },
      { cause: error },
    );
  }
}
