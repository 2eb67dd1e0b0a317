import { join } from 'node:path';
import { executableName } from '../machine';
import { reportWhile } from '../progress';
import { assertTemporalCli } from './cli-version';
import type { ServerMaker } from './server-source';

// From 1.6 on, the CLI's go.mod has a `replace` directive, which `go install` refuses.
const CLI_VERSION = '1.5.1';

/** Temporal's CLI, with the server in it, built from source: for networks that reach a Go module proxy and no more. */
export const goInstall: ServerMaker = {
  way: '`go install` of the Temporal CLI',
  entryName: ({ platform, architecture }) => `dev-server-go-${CLI_VERSION}-${platform}-${architecture}`,
  async make(machine, folder) {
    const go = await machine.findProgram('go');
    if (go === undefined) throw new Error('there is no `go` on the PATH');
    let downloaded = 0;
    let compiled = 0;
    const describe = (): string =>
      `Building the Temporal server ${CLI_VERSION} with \`go install\` (usually 3 to 5 minutes, only this once)${count(downloaded, compiled)}`;
    const { succeeded, failure, output } = await reportWhile(machine.onProgress, describe, () =>
      machine.run(go, ['install', '-v', `github.com/temporalio/cli/cmd/temporal@v${CLI_VERSION}`], {
        environment: { ...machine.environment, GOBIN: folder },
        onLine: (line) => (line.startsWith('go: ') ? downloaded++ : compiled++),
      }),
    );
    if (!succeeded) throw new Error(`${failure}: ${lastLine(output)}`);
    const executable = executableName('temporal', machine.platform);
    await assertTemporalCli(machine, join(folder, executable));
    return { executable };
  },
};

function count(downloaded: number, compiled: number): string {
  if (compiled > 0) return `, ${compiled} packages compiled`;
  return downloaded > 0 ? `, ${downloaded} modules fetched` : '';
}

function lastLine(output: string): string {
  return output.slice(output.lastIndexOf('\n') + 1);
}
