import type { Client } from '@handrail/client';
import { customerWorkflowId } from './customer';
import { customerStart } from './customer-start';
import { sampleOrder } from './sample-order';
import { TASK_QUEUE } from './task-queue';
import type { orderWorkflow } from './workflows';
import { customerQuery, leaveSignal, moveUpdate } from './workflows/customer-messages';
import { approveSignal, rejectSignal, statusQuery } from './workflows/order-messages';

interface Command {
  /** The words after the command's name. */
  readonly usage: string;
  /** Does it and says what came out. */
  run(client: Client, ...args: readonly string[]): Promise<unknown>;
}

/** What the starter can do, mostly one message to a workflow each. The caller has counted the arguments. */
export const commands: Readonly<Record<string, Command>> = {
  place: {
    usage: '<customer>',
    async run(client, customerId = '') {
      const order = sampleOrder(customerId);
      // No timeout: the run gets the default of 21 days, far beyond the three that the approval may take.
      await client.workflow.start<typeof orderWorkflow>('orderWorkflow', {
        taskQueue: TASK_QUEUE,
        workflowId: order.orderId,
        args: [order],
      });
      return `placed ${order.orderId}`;
    },
  },
  status: {
    usage: '<order>',
    run: (client, orderId = '') => client.workflow.getHandle(orderId).query(statusQuery),
  },
  approve: {
    usage: '<order> <by>',
    run: (client, orderId = '', by = '') => client.workflow.getHandle(orderId).signal(approveSignal, { by }),
  },
  reject: {
    usage: '<order> <by> <reason>',
    run: (client, orderId = '', by = '', reason = '') =>
      client.workflow.getHandle(orderId).signal(rejectSignal, { by, reason }),
  },
  cancel: {
    usage: '<order>',
    async run(client, orderId = '') {
      await client.workflow.getHandle(orderId).cancel();
    },
  },
  result: {
    usage: '<order>',
    run: (client, orderId = '') => client.workflow.getHandle<typeof orderWorkflow>(orderId).result(),
  },
  customer: {
    usage: '<customer>',
    run: (client, customerId = '') => client.workflow.getHandle(customerWorkflowId(customerId)).query(customerQuery),
  },
  move: {
    usage: '<customer> <address>',
    run: (client, customerId = '', address = '') =>
      client.workflow.executeUpdateWithStart(moveUpdate, {
        args: [{ address }],
        startWorkflowOperation: customerStart(customerId),
      }),
  },
  leave: {
    usage: '<customer>',
    run: (client, customerId = '') => client.workflow.getHandle(customerWorkflowId(customerId)).signal(leaveSignal),
  },
};
