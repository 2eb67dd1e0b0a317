const NAME_WIDTH = 24;

/** Tells what the quickstart does: one numbered line a step, and that it is still at it when a step takes longer. */
export class Screen {
  #steps = 0;

  say(...lines: readonly string[]): void {
    for (const line of lines) process.stdout.write(`${line}\n`);
  }

  /**
   * Shows a step.
   *
   * @param hint what is being waited for, shown from two seconds on.
   * @param work does it and says in a few words what came out.
   */
  async step(name: string, hint: string, work: () => Promise<string>): Promise<void> {
    const endWait = showWait(hint);
    let outcome: string;
    try {
      outcome = await work();
    } finally {
      endWait();
    }
    this.#steps += 1;
    this.say(`${String(this.#steps).padStart(3)}. ${name.padEnd(NAME_WIDTH)}${outcome}`);
  }
}

function showWait(hint: string): () => void {
  const { isTTY } = process.stderr;
  const clear = isTTY ? '\r\x1b[K' : '';
  let seconds = 0;
  const timer = setInterval(() => {
    seconds += 1;
    // A log has no line to rewrite: there it is said less often.
    const isDue = isTTY ? seconds >= 2 : seconds % 6 === 2;
    if (isDue) process.stderr.write(`${clear}     ... ${hint} (${seconds} s)${isTTY ? '' : '\n'}`);
  }, 1_000);
  return () => {
    clearInterval(timer);
    process.stderr.write(clear);
  };
}
