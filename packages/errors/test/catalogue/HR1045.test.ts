import { expect, it } from 'vitest';
import { HR1045 } from '../../src';

it('says that continueAsNew throws, and where to call it', () => {
  const { message } = HR1045.error({ workflow: 'subscription' });
  expect(message).toContain('[HR1045] Workflow "subscription" has called continueAsNew, and has ended without it.');
  expect(message).toContain('if (error instanceof ContinueAsNew) throw error');
});
