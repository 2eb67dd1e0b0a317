// Orders that stay open, answer, and can be paid: what examples of the docs ask, update and end.
import {
  ApplicationFailure,
  CancellationScope,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  isCancellation,
  setHandler,
} from '@handrail/workflow';

const status = defineQuery<string>('status');
const total = defineQuery<number>('total');
const pay = defineUpdate<number, [number]>('pay');
const finish = defineSignal('finish');

export async function order(): Promise<string> {
  let done = false;
  let payments = 0;
  setHandler(status, () => 'new');
  setHandler(total, () => 500);
  setHandler(
    pay,
    (amount) => {
      payments += 1;
      // The first card is declined.
      if (payments === 1) throw ApplicationFailure.nonRetryable('declined', 'Declined');
      return amount;
    },
    {
      validator(amount) {
        if (amount <= 0) throw new Error('amount must be > 0');
      },
    },
  );
  setHandler(finish, () => {
    done = true;
  });
  try {
    await CancellationScope.cancellable(() => condition(() => done));
  } catch (error) {
    if (!isCancellation(error)) throw error;
    return 'cancelled';
  }
  return 'done';
}
