import { pathToFileURL } from 'node:url';
import { parentPort } from 'node:worker_threads';

parentPort.on('message', async ({ file, goOn }) => {
  const failures = [];
  globalThis.handrailTests = [];
  try {
    await import(`${pathToFileURL(file.path)}?${file.run}`);
    if (globalThis.handrailTests.length === 0) throw new Error('There is no test in it.');
  } catch (error) {
    failures.push(String(error.stack));
  }
  for (const { name, test } of globalThis.handrailTests) {
    if (failures.length > 0 && !goOn) break;
    try {
      await test();
    } catch (error) {
      failures.push(`${name}\n  ${String(error.message)}`);
    }
  }
  parentPort.postMessage(failures);
});
