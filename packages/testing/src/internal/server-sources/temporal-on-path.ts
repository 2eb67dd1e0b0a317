import { assertTemporalCli } from './cli-version';
import type { ServerFinder } from './server-source';

/** A CLI that the user has installed. */
export const temporalOnPath: ServerFinder = {
  way: '`temporal` on the PATH',
  async find(machine) {
    const path = await machine.findProgram('temporal');
    if (path === undefined) throw new Error('there is none');
    await assertTemporalCli(machine, path);
    return path;
  },
};
