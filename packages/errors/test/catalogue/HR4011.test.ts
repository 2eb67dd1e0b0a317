import { expect, it } from 'vitest';
import { HR4011 } from '../../src';

it('names the version and what is needed', () => {
  const { message } = HR4011.error({ version: '18.20.4', supported: '20.19 or newer' });
  expect(message).toBe(
    [
      '[HR4011] This process runs on Node.js 18.20.4; Handrail needs 20.19 or newer.',
      '  Why:     on older versions code fails at run time in places that no test of ours has seen.',
      '  Fix:     run this process on Node.js 20.19 or newer.',
      '  Docs:    https://handrail.dev/errors/HR4011        (offline: npx handrail explain HR4011)',
    ].join('\n'),
  );
});
