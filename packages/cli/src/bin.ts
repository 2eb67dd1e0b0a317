#!/usr/bin/env node
import { programNameOf, runCli } from './run-cli';

void runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  programName: programNameOf(process.argv[1] ?? ''),
  interrupted: () =>
    new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
    }),
}).then((exitCode) => {
  // Not exit(): what is still on its way to a pipe would be lost.
  process.exitCode = exitCode;
});
