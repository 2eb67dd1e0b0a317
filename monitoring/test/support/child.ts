import { spawn } from 'node:child_process';

/** A program of its own, which a test can kill. */
export interface Child {
  readonly kill: () => Promise<void>;
}

/** Starts a Node program and waits until it has printed `ready`. */
export async function startChild(parameters: readonly string[], ready: string): Promise<Child> {
  const child = spawn(process.execPath, [...parameters], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const killWithUs = () => void child.kill('SIGKILL');
  process.once('exit', killWithUs);
  await new Promise<void>((resolve, reject) => {
    const hear = (text: string) => {
      output += text;
      if (output.includes(ready)) resolve();
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    void ended.then(() => reject(new Error(`${parameters.join(' ')} ended:\n${output}`)));
  });
  return {
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
      process.off('exit', killWithUs);
    },
  };
}
