import { expect, it } from 'vitest';
import { HR5025 } from '../../src';

it('WRITE: what this message tells its reader', () => {
  const { message } = HR5025.error({ subject: 'Activity "charge"', value: "'5 minutes'" });
  expect(message).toBe(['WRITE: the whole message, line by line'].join('\n'));
});
