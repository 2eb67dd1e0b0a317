import { TestWorkflowEnvironment } from '@handrail/testing';
import { expect, it } from 'vitest';
import { policy } from '../src/policy';
import { STOCK, useShop } from './support/shop';

// On this server three days pass in a moment.
const inShop = useShop({ create: () => TestWorkflowEnvironment.createTimeSkipping({ policy }) });

it('undoes an order that nobody approved within three days', async () => {
  await inShop(async ({ environment, world, place }) => {
    const before = await environment.currentTimeMs();
    const handle = await place();

    expect(await handle.result()).toEqual({ outcome: 'approval timed out' });
    expect((await environment.currentTimeMs()) - before).toBeGreaterThanOrEqual(3 * 24 * 60 * 60 * 1000);
    expect(world.payments.charges).toMatchObject([{ amount: 8_970, refunded: 8_970 }]);
    expect(world.warehouse.stock).toEqual(STOCK);
  });
});
