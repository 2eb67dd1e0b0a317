import type { Terminal } from '../terminal';

/** Says how far a long work has come, on stderr. */
export interface Progress {
  readonly update: (done: number, total: number | undefined) => void;
  readonly end: () => void;
}

// On a terminal the line is written over; elsewhere a line now and then is enough.
const STEP = { terminal: 10, file: 250 };

export function createProgress({ passOn, stderrIsTerminal }: Terminal, things: string): Progress {
  let isLineOpen = false;
  return {
    update: (done, total) => {
      if (done % (stderrIsTerminal ? STEP.terminal : STEP.file) !== 0 && done !== total) return;
      const text = `Looked at ${done}${total === undefined ? '' : ` of ${total}`} ${things}.`;
      passOn(stderrIsTerminal ? `\r${text}` : `${text}\n`);
      isLineOpen = stderrIsTerminal;
    },
    end: () => {
      if (isLineOpen) passOn('\n');
    },
  };
}
