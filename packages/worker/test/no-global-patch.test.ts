import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

it('changes nothing in the SDK, and no global, by being imported', () => {
  const program = fileURLToPath(new URL('programs/compare-sdk.cjs', import.meta.url));
  const { compared, changed } = JSON.parse(execFileSync(process.execPath, [program], { encoding: 'utf8' })) as {
    compared: number;
    changed: string[];
  };
  expect(compared).toBeGreaterThan(5_000);
  expect(changed).toEqual([]);
});
