import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startFault } from '../../src/internal/start-fault';
import { temporaryDirectory } from '../support/temporary-directory';

function program(text: string): string {
  const path = join(temporaryDirectory(), 'program');
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

const CLI = 'if [ "$1" = --version ]; then echo "temporal version 1.5.1"; exit 0; fi';
const fault = (path: string, extraArgs: string[] = []) =>
  startFault({ executable: { type: 'existing-path', path }, extraArgs });

it('says of another program what it says of itself', async () => {
  const path = program('echo "ls (GNU coreutils) 9.1"');
  expect(await fault(path)).toBe(`${path} is not Temporal's CLI: with --version it says 'ls (GNU coreutils) 9.1'`);
  const silent = program('exit 1');
  expect(await fault(silent)).toBe(`${silent} is not Temporal's CLI: with --version it says nothing`);
});

it('says which argument the CLI refuses', async () => {
  const path = program(`${CLI}\necho "Error: unknown flag: $3" >&2; echo Usage:; exit 1`);
  expect(await fault(path, ['--no-such-flag'])).toBe(
    "of server.extraArgs it says 'Error: unknown flag: --no-such-flag'",
  );
});

it('has nothing to say of the CLI with arguments that it takes, nor of a download of the SDK', async () => {
  expect(await fault(program(`${CLI}\necho "Start Temporal development server"`), ['--headless'])).toBeUndefined();
  expect(await fault(program(CLI))).toBeUndefined();
  expect(await startFault({ executable: { type: 'cached-download' } })).toBeUndefined();
});
