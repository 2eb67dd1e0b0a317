import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const COMMAND = join(__dirname, '..', 'bin', 'handrail.cjs');

it('prints its help without loading clients, workers, or the messages of the server', async () => {
  const tellWhatIsLoaded = `process.on('exit', () => console.error(Object.keys(require.cache).join('\\n')));
    process.argv[1] = ${JSON.stringify(COMMAND)};
    require(process.argv[1]);`;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['-e', tellWhatIsLoaded, 'node', '--help']);
  expect(stdout).toContain('Usage: handrail');
  expect(stderr).toContain('commander');
  expect(
    stderr.split('\n').filter((file) => /(temporalio|packages).(client|worker|proto|operations)\b/.test(file)),
  ).toEqual([]);
});
