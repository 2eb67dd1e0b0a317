import { HR9011 } from '@handrail/errors';
import { isExecutableFile } from '../machine';
import { assertTemporalCli } from './cli-version';
import type { ServerFinder } from './server-source';

/** The CLI that `TEMPORAL_CLI_PATH` names. A wrong value is an error: somebody wants that CLI and no other. */
export const temporalCliPath: ServerFinder = {
  way: 'TEMPORAL_CLI_PATH',
  async find(machine) {
    const path = machine.environment['TEMPORAL_CLI_PATH'];
    if (!path) throw new Error('it is not set');
    if (!(await isExecutableFile(path))) throw HR9011.error({ path, reason: 'no executable file is there' });
    try {
      await assertTemporalCli(machine, path);
    } catch (cause) {
      throw HR9011.error({ path, reason: (cause as Error).message }, { cause });
    }
    return path;
  },
};
