#!/usr/bin/env node
import { ExitCode } from './exit-code';
import { watchOutput } from './internal/watch-output';
import { programNameOf, runCli } from './run-cli';

const output = watchOutput(process);

void runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  programName: programNameOf(process.argv[1] ?? ''),
  interrupted: () =>
    new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
      void output.unread.then(resolve);
    }),
}).then((exitCode) => {
  // Not exit(): what is still on its way to a pipe would be lost.
  process.exitCode = exitCode;
  process.once('beforeExit', () => {
    const failure = output.failure();
    if (failure === undefined) return;
    process.stderr.write(`The results could not be written: ${failure}.\n`);
    process.exitCode = ExitCode.CouldNotLook;
  });
});
