/** What is going on while a server is looked for. */
export interface ServerProgress {
  /** What is being done, in words for a person. */
  readonly message: string;
  /** How long it has been going on. */
  readonly elapsedMilliseconds: number;
}

/** Hears of everything that takes longer than a moment: at once, then every few seconds. */
export type ProgressListener = (progress: ServerProgress) => void;

const INTERVAL_MILLISECONDS = 5_000;

/** Runs `work` and keeps the listener told; `describe` is asked again each time, so that it can count. */
export async function reportWhile<T>(
  listener: ProgressListener,
  describe: () => string,
  work: () => Promise<T>,
): Promise<T> {
  const start = performance.now();
  const report = (): void => listener({ message: describe(), elapsedMilliseconds: performance.now() - start });
  report();
  const timer = setInterval(report, INTERVAL_MILLISECONDS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** The default listener: one line on stderr each time, since stdout may be a program's result. */
export function reportOnStderr({ message, elapsedMilliseconds }: ServerProgress): void {
  process.stderr.write(`${progressLine({ message, elapsedMilliseconds })}\n`);
}

export function progressLine({ message, elapsedMilliseconds }: ServerProgress): string {
  const seconds = Math.round(elapsedMilliseconds / 1_000);
  return seconds === 0 ? `[handrail] ${message} …` : `[handrail] ${message} … ${seconds} s`;
}
