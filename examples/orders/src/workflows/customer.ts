import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  setHandler,
  workflowInfo,
} from '@handrail/workflow';
import type { Customer } from '../customer';
import { creditUpdate, customerQuery, leaveSignal, moveUpdate } from './customer-messages';

const REMEMBERED_ORDERS = 500;

/**
 * One customer, for as long as they stay. Every message adds to the history, so from time to time the workflow goes on as a
 * new run that starts with what this one knows. It ends when the customer leaves.
 */
export async function customerWorkflow(customer: Customer): Promise<Customer> {
  let current = customer;
  let left = false;

  setHandler(customerQuery, () => current);
  setHandler(leaveSignal, () => {
    left = true;
  });
  setHandler(creditUpdate, ({ orderId, points }) => {
    // The activity that sends this may be repeated, even in a later run of this workflow.
    if (!current.credited.includes(orderId)) {
      const credited = [...current.credited, orderId].slice(-REMEMBERED_ORDERS);
      current = { ...current, points: current.points + points, credited };
    }
    return { points: current.points };
  });
  setHandler(
    moveUpdate,
    ({ address }) => {
      current = { ...current, address };
    },
    {
      validator({ address }) {
        if (address.trim() === '') throw ApplicationFailure.nonRetryable('An address is needed.', 'BadAddress');
      },
    },
  );

  await condition(() => left || workflowInfo().continueAsNewSuggested);
  await condition(allHandlersFinished);
  if (left) return current;
  return await continueAsNew<typeof customerWorkflow>(current);
}
