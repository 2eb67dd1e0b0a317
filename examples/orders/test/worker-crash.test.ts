import { expect, it } from 'vitest';
import { WorkerProcess } from '../src/quickstart/worker-process';
import { approved, reached, type Shop, useShop } from './support/shop';

const inShop = useShop({ worker: false });

function startWorker({ environment, world }: Shop): WorkerProcess {
  return new WorkerProcess({ temporalAddress: environment.address, addresses: world.addresses });
}

it('charges once when the worker is killed after the provider took the money', async () => {
  await inShop(async (shop) => {
    const { world, place } = shop;
    const hold = world.gate.holdNextReply('POST /v1/charges');
    const first = startWorker(shop);
    const handle = await place();
    try {
      await first.whileRunning(hold.reached);
    } finally {
      await first.kill();
    }
    const second = startWorker(shop);
    try {
      await second.whileRunning(reached(handle, 'awaiting approval'));
      expect(await second.whileRunning(approved(handle))).toMatchObject({ outcome: 'shipped' });
    } finally {
      await second.stop();
    }

    expect(world.payments.charges).toMatchObject([{ amount: 8_970, refunded: 0 }]);
    expect(world.payments.replayed).toBe(1);
    expect(world.mail.outbox).toHaveLength(1);
  });
});
