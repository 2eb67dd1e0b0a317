// Orders that accept every payment.
import { condition, defineUpdate, setHandler } from '@handrail/workflow';

const pay = defineUpdate<number, [number]>('pay');

export async function order(): Promise<void> {
  setHandler(pay, (amount) => amount, {
    validator(amount) {
      if (amount <= 0) throw new Error('amount must be > 0');
    },
  });
  await condition(() => false);
}
