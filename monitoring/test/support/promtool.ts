import { execFile } from 'node:child_process';
import { programs } from './programs';

/** Runs promtool. Gives what it printed, or throws that. */
export async function promtool(parameters: readonly string[]): Promise<string> {
  const { promtool: program } = await programs();
  return await new Promise((resolve, reject) => {
    execFile(program, [...parameters], (error, stdout, stderr) => {
      if (error === null) resolve(stdout + stderr);
      else reject(new Error(`promtool ${parameters.join(' ')} failed:\n${stdout}${stderr}`));
    });
  });
}
