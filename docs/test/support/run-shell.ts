import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveTemporalExecutable } from '@handrail/testing/server';
import { promisify } from 'node:util';
import { codesIn } from './codes-in';
import type { Run } from './run-with-server';

/** Runs a block of shell commands, with `temporal` and `handrail` on the path, against the server of the tests. */
export const runShell: Run = async (_example, _scenario, world, file) => {
  const { path } = await resolveTemporalExecutable();
  const environment = {
    ...process.env,
    PATH: [dirname(path), `${process.cwd()}/node_modules/.bin`, process.env['PATH']].join(':'),
    TEMPORAL_ADDRESS: world.address,
    TEMPORAL_NAMESPACE: world.namespace,
  };
  const script = (await readFile(file, 'utf8')).replaceAll(/\bnpx (?=handrail )/g, '');
  const result = await promisify(execFile)('sh', ['-e', '-c', script], { env: environment, cwd: dirname(file) }).catch(
    (error: unknown) => error as { stdout?: string; stderr?: string; message: string },
  );
  const output = `${result.stdout ?? ''}\n${result.stderr ?? ''}`;
  // A verdict names its code in the link alone.
  const [, verdict] = /^ *Docs: +\S+\/errors\/(HR\d{4})\b/m.exec(output) ?? [];
  const codes = codesIn(output);
  const head = codes.length === 0 && verdict !== undefined ? `[${verdict}] is the verdict\n` : '';
  if ('message' in result || codes.length > 0) throw new ShellFailure(`${head}${output}`);
};

class ShellFailure extends Error {
  override readonly name = 'ShellFailure';
}
