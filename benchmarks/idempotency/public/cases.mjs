// Activities of public projects, each with a world that behaves as the services behind it would.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { activityInfo } = require('@temporalio/activity');

const MONEY_TRANSFER = {
  repository: 'temporalio/money-transfer-project-template-ts',
  commit: '96671e4499453dae9e3152522f739ec2a181bcc5',
  path: 'src/activities.ts',
};
const SAMPLES = { repository: 'temporalio/samples-typescript', commit: '5c245e02e2629cce5301af70f68e5fc9b8f2bb86' };
const NEST = { repository: 'iamhafa/nest-microservices-temporal', commit: '97a92aebb71c924fa730ab5e32733b9cd4b48f89' };

const DAY = 86_400_000;
const TRANSFERS = {
  args: [{ amount: 100, sourceAccount: '85-150', targetAccount: '43-812', referenceId: 'ref-1' }],
  distinct: [{ amount: 100, sourceAccount: '85-150', targetAccount: '43-812', referenceId: 'ref-2' }],
};

/** A bank that knows references, for ever or for a while. */
const bank = (remembers = Infinity) => ({
  balances: { '85-150': 2_000, '43-812': 0 },
  references: new Map(),
  next: 1,
  async move(account, amount, reference) {
    const known = this.references.get(reference);
    if (known !== undefined && Date.now() - known.at < remembers) return known.receipt;
    this.balances[account] += amount;
    const receipt = `T${this.next++}`;
    this.references.set(reference, { receipt, at: Date.now() });
    return receipt;
  },
});
const bankingClient = (fake) => ({
  BankingService: class {
    withdraw(account, amount, reference) {
      return fake.move(account, -amount, reference);
    }
    deposit(account, amount, reference) {
      return fake.move(account, amount, reference);
    }
  },
});

const money = (name, expected, activity, makeBank, options = {}) => ({
  name,
  source: MONEY_TRANSFER,
  expected,
  async prepare(testing, load) {
    const fake = makeBank();
    const activities = await load(MONEY_TRANSFER, { './banking-client': bankingClient(fake) });
    return { activity: activities[activity], options: { ...TRANSFERS, world: testing.memoryWorld(fake), ...options } };
  },
});

const PRODUCTS = { args: [{ cents: 1_200 }], distinct: [{ cents: 900 }] };
const payments = (key) => ({
  charges: [],
  keys: new Set(),
  charge(cents) {
    const token = key();
    if (token !== undefined && this.keys.has(token)) return;
    if (token !== undefined) this.keys.add(token);
    this.charges.push({ cents });
  },
});
const food = (name, expected, key) => {
  const source = { ...SAMPLES, path: 'food-delivery/packages/activities/index.ts' };
  return {
    name,
    source,
    expected,
    async prepare(testing, load) {
      const fake = payments(key);
      const activities = await load(source, {
        './services': { paymentService: { charge: (cents) => fake.charge(cents) }, notificationService: {} },
        '@fooddelivery/common': {},
      });
      return { activity: activities.chargeCustomer, options: { ...PRODUCTS, world: testing.memoryWorld(fake) } };
    },
  };
};

/** The sample's own server, by its rules: a payment is a step from CREATED to COMPLETED and from nothing else. */
const expenses = (testing, start) => {
  const state = { expenses: { ...start } };
  return testing.httpWorld({
    origin: 'http://localhost:3000',
    state,
    routes: {
      'POST /create': ({ body }) => {
        state.expenses[body.id] = 'CREATED';
        return { body: { ok: true } };
      },
      'POST /action': ({ body }) => {
        if (state.expenses[body.id] !== 'CREATED') return { status: 400, body: { error: 'Invalid status transition' } };
        state.expenses[body.id] = 'COMPLETED';
        return { body: { ok: true } };
      },
    },
  });
};
const axios = {
  async post(url, body) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`Request failed with status code ${response.status}`);
  },
};
const expense = (name, expected, activity, start) => {
  const source = { ...SAMPLES, path: 'expense/src/activities.ts' };
  return {
    name,
    source,
    expected,
    async prepare(testing, load) {
      const activities = await load(source, { axios: { default: axios, __esModule: true } });
      return {
        activity: activities[activity],
        options: { args: ['e1'], distinct: ['e2'], world: expenses(testing, start) },
      };
    },
  };
};

/** The part of TypeORM's EntityManager that the activities use, on a table in memory; a transaction takes place as a whole. */
const stock = () => ({
  rows: [1, 2, 3].map((product_id) => ({ product_id, stock: 50, reserved_quantity: 5 })),
  async transaction(changes) {
    for (const { product, set, when } of changes) {
      const row = this.rows.find((each) => each.product_id === product);
      if (row === undefined || !when(row)) throw new Error(`product ${product} does not have enough`);
      for (const [column, by] of Object.entries(set)) row[column] += by;
    }
  },
});
const entityManager = (fake) => ({
  async transaction(work) {
    const changes = [];
    await work({
      createQueryBuilder: () => {
        const change = { set: {}, when: () => true };
        const builder = {
          update: () => builder,
          set: (columns) => {
            for (const [column, expression] of Object.entries(columns)) {
              const [, sign, by] = /([+-]) (\d+)$/.exec(expression());
              change.set[column] = Number(`${sign}${by}`);
            }
            return builder;
          },
          where: (_sql, { productId }) => {
            change.product = productId;
            return builder;
          },
          andWhere: (sql, { quantity }) => {
            const left = (row) =>
              sql.startsWith('stock -') ? row.stock - row.reserved_quantity : row.reserved_quantity;
            change.when = (row) => left(row) >= quantity;
            return builder;
          },
          execute: async () => {
            changes.push(change);
            return { affected: 1 };
          },
        };
        return builder;
      },
    });
    await fake.transaction(changes);
  },
});
const inventory = (activity, expected) => {
  const source = { ...NEST, path: 'apps/inventory-service/src/activity/inventory.activity.ts' };
  const decorator = () => () => undefined;
  return {
    name: `${activity}: quantities added in SQL, in a transaction`,
    source,
    expected,
    async prepare(testing, load) {
      const fake = stock();
      const { InventoryActivity } = await load(source, {
        '@nestjs/common': {
          Logger: class {
            log() {}
            warn() {}
          },
        },
        'nestjs-temporal-core': { Activity: decorator, ActivityMethod: decorator },
        typeorm: {},
        '@libs/contract/order/dto/create-order-request.dto': {},
        '@libs/temporal/activity': {},
        '../entity/inventory.entity': { InventoryEntity: class {} },
      });
      return {
        activity: { activities: new InventoryActivity(entityManager(fake)), name: activity },
        options: {
          args: [
            1,
            [
              { product_id: 1, quantity: 2 },
              { product_id: 2, quantity: 1 },
            ],
          ],
          distinct: [
            2,
            [
              { product_id: 1, quantity: 1 },
              { product_id: 3, quantity: 1 },
            ],
          ],
          world: testing.memoryWorld(fake),
        },
      };
    },
  };
};

/** A lock workflow's queue: each signal is one request for the lock. */
const mutex = {
  name: 'signalWithStartLockWorkflow: each attempt asks for the lock',
  source: { ...SAMPLES, path: 'mutex/src/activities.ts' },
  expected: 'DUPLICATE_EFFECT',
  async prepare(testing, load) {
    const fake = {
      requests: [],
      async signalWithStart(_workflow, { workflowId, signalArgs }) {
        this.requests.push({ workflowId, ...signalArgs[0] });
      },
    };
    const { createActivities } = await load(this.source, { './shared': { lockRequestSignal: {} } });
    const client = { workflow: { signalWithStart: (...args) => fake.signalWithStart(...args) } };
    return {
      activity: { activities: createActivities(client), name: 'signalWithStartLockWorkflow' },
      options: { args: ['r1', 1_000, 'q'], distinct: ['r2', 1_000, 'q'], world: testing.memoryWorld(fake) },
    };
  },
};

export const cases = [
  {
    name: 'withdraw, with the template’s own bank: it moves nothing',
    source: MONEY_TRANSFER,
    expected: 'INCONCLUSIVE',
    async prepare(testing, load) {
      const client = await load({ ...MONEY_TRANSFER, path: 'src/banking-client.ts' });
      const { withdraw } = await load(MONEY_TRANSFER, { './banking-client': client });
      return { activity: withdraw, options: { ...TRANSFERS, world: testing.memoryWorld({ bank: {} }) } };
    },
  },
  money('withdraw, at a bank that knows the reference', 'IDEMPOTENT', 'withdraw', bank),
  money('withdraw, at a bank that forgets references after a day', 'DUPLICATE_EFFECT', 'withdraw', () => bank(DAY)),
  money('deposit, at a bank that knows the reference', 'IDEMPOTENT', 'deposit', bank),
  money('refund, at the bank that has seen the reference with the withdrawal', 'INCONCLUSIVE', 'refund', () => {
    const fake = bank();
    for (const reference of ['ref-1', 'ref-2']) {
      fake.balances['85-150'] -= 100;
      fake.references.set(reference, { receipt: `T${fake.next++}`, at: Date.now() });
    }
    return fake;
  }),
  food('chargeCustomer, as the sample calls its service: no key', 'DUPLICATE_EFFECT', () => undefined),
  food(
    'chargeCustomer, with the key that the sample suggests: `${workflowId}-charge`',
    'SWALLOWED_EFFECT',
    () => `${activityInfo().workflowExecution.workflowId}-charge`,
  ),
  expense('createExpense: it sets a state', 'IDEMPOTENT', 'createExpense', {}),
  expense('payment: the second time is no valid step', 'STUCK', 'payment', { e1: 'CREATED', e2: 'CREATED' }),
  inventory('reserveInventory', 'DUPLICATE_EFFECT'),
  inventory('releaseInventory', 'DUPLICATE_EFFECT'),
  inventory('confirmInventory', 'DUPLICATE_EFFECT'),
  mutex,
];
