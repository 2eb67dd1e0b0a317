import { WithStartWorkflowOperation } from '@handrail/client';
import { customerWorkflowId, newCustomer } from './customer';
import { TASK_QUEUE } from './task-queue';
import type { customerWorkflow } from './workflows';

// #region unbounded
/** How a customer's workflow comes to life: with the first message to it, whoever sends it. */
export function customerStart(customerId: string): WithStartWorkflowOperation<typeof customerWorkflow> {
  return new WithStartWorkflowOperation<typeof customerWorkflow>('customerWorkflow', {
    workflowId: customerWorkflowId(customerId),
    taskQueue: TASK_QUEUE,
    args: [newCustomer(customerId)],
    workflowIdConflictPolicy: 'USE_EXISTING',
    // A customer stays for years: without this the workflow would get the default run timeout of 21 days.
    lifetime: 'unbounded',
  });
}
// #endregion unbounded
