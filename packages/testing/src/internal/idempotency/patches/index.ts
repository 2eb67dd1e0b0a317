import { patchDate } from './date';
import { patchFiles } from './files';
import { patchOutput } from './output';
import { patchProcessExit } from './process-exit';
import { patchProcesses } from './processes';
import { patchRejections } from './rejections';
import { patchSockets } from './sockets';
import { patchStopwatch } from './stopwatch';
import { patchTimers } from './timers';
import { patchWorker } from './worker';

/** Puts everything in place that a check changes about the process; the returned function takes it back. */
export function installPatches(options: { isVirtual: boolean; onRejection: (reason: unknown) => void }): () => void {
  const undo = [
    patchProcessExit(),
    patchProcesses(),
    patchFiles(),
    patchOutput(),
    patchSockets(),
    patchWorker(),
    patchRejections(options.onRejection),
    ...(options.isVirtual ? [patchDate(), patchStopwatch(), patchTimers()] : []),
  ];
  return () => {
    for (const each of undo.reverse()) each();
  };
}
