import { batches } from './batches.mjs';
import { files } from './files.mjs';
import { messages } from './messages.mjs';
import { payments } from './payments.mjs';
import { provisioning } from './provisioning.mjs';
import { queues } from './queues.mjs';
import { search } from './search.mjs';
import { shipping } from './shipping.mjs';
import { subscriptions } from './subscriptions.mjs';

/** Every activity with its expected verdict. */
export const seventh = [
  ...shipping,
  ...subscriptions,
  ...messages,
  ...files,
  ...queues,
  ...search,
  ...provisioning,
  ...payments,
  ...batches,
];
