// When an e2e test fails, what the server and the workers complained of meanwhile is half of the explanation.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { beforeEach, inject } from 'vitest';
import { beginWorkerLog, workerLog } from './worker-log';

beforeEach(({ onTestFailed }) => {
  const file = inject('temporalOutputFile');
  const before = file !== '' && existsSync(file) ? statSync(file).size : 0;
  beginWorkerLog();
  onTestFailed(() => {
    if (file !== '' && existsSync(file)) print('The server', readFileSync(file).subarray(before).toString().trim());
    print('Workers', workerLog.join('\n'));
  });
});

function print(who: string, output: string): void {
  if (output !== '') console.error(`${who} printed during this test:\n${output}`);
}
