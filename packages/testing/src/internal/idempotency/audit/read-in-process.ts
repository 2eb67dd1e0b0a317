import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { ModuleActivities } from './read-activities';

/** What the process that loads a module says of it. */
export type Answer = ModuleActivities | { readonly failure: string };

/**
 * Loads a module in a process of its own: what it prints stays out of the result, and a connection that it opens keeps nobody
 * from ending.
 */
export function readInProcess(module: string): Promise<Answer> {
  return new Promise((resolve) => {
    const child = fork(join(__dirname, 'list-activities.js'), [module], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.once('message', (answer) => resolve(answer as Answer));
    child.once('error', (error) => resolve({ failure: error.message }));
    child.once('exit', (code) => resolve({ failure: `it ends the process with exit code ${code}` }));
  });
}
