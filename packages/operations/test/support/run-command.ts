import { resolveTemporalServer, type TemporalServer } from '@handrail/testing/server';
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const handrail = fileURLToPath(new URL('../../../cli/bin/handrail.cjs', import.meta.url));

export interface CommandResult {
  readonly command: string;
  readonly exitCode: number;
  readonly output: string;
}

/** A POSIX shell that knows `temporal` and `npx handrail`, as that of somebody who pastes a command has. */
export async function shellOfAnUser(): Promise<(command: string) => Promise<CommandResult>> {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-shell-'));
  symlinkSync(temporalIn(await resolveTemporalServer()), join(folder, 'temporal'));
  const npx = join(folder, 'npx');
  writeFileSync(npx, `#!/bin/sh\nshift\nexec "${process.execPath}" "${handrail}" "$@"\n`);
  chmodSync(npx, 0o755);
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env['PATH']}` };
  return async (command) =>
    await new Promise((resolve) => {
      execFile('/bin/sh', ['-c', command], { env, timeout: 30_000 }, (error, stdout, stderr) => {
        const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ command, exitCode, output: stdout + stderr });
      });
    });
}

function temporalIn(server: TemporalServer): string {
  if (server.kind === 'running') throw new Error('this test needs the Temporal CLI, and was given a running server');
  return server.path;
}
