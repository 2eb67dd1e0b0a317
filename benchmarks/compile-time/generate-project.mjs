import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const MODULES = [
  ...['orders', 'payments', 'refunds', 'shipments', 'returns', 'inventory', 'catalogue', 'pricing', 'customers'],
  ...['loyalty', 'invoices', 'ledger', 'payouts', 'fraud', 'subscriptions', 'notifications', 'documents', 'suppliers'],
  ...['warehouses', 'reports'],
];
const VERBS = ['load', 'create', 'update', 'reserve', 'confirm', 'cancel', 'search', 'settle', 'publish', 'archive'];

/** Counts for the report. */
export const SIZE = {
  activities: MODULES.length * VERBS.length,
  modules: MODULES.length,
  workflows: MODULES.length * 2,
};

/**
 * Writes a project as a team would have it: for each domain a module of types, one of ten activities and one of two
 * workflows that call them all, and a worker that registers everything. Only the scope of the imports differs.
 *
 * @param {string} folder
 * @param {'@temporalio' | '@handrail'} scope
 */
export async function generateProject(folder, scope) {
  await rm(folder, { recursive: true, force: true });
  const files = Object.fromEntries(
    MODULES.flatMap((name, index) => [
      [`${name}/types.ts`, types(name, index)],
      [`${name}/activities.ts`, activities(name, scope)],
      [`${name}/workflows.ts`, workflows(name, scope)],
    ]),
  );
  files['activities.ts'] = MODULES.map((name) => `export * from './${name}/activities';`).join('\n');
  files['workflows.ts'] = MODULES.map((name) => `export * from './${name}/workflows';`).join('\n');
  files['worker.ts'] = worker(scope);
  files['package.json'] = JSON.stringify({ type: 'commonjs' });
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, `${text.trim()}\n`);
  }
}

function types(name, index) {
  const Name = pascal(name);
  // A domain refers to the one before it, so that modules share types as they do in life.
  const before = MODULES[index - 1];
  const Before = before === undefined ? undefined : pascal(before);
  return `
${before === undefined ? '' : `import type { ${Before}Record, ${Before}Id } from '../${before}/types';`}

declare const brand: unique symbol;
export type ${Name}Id = string & { readonly [brand]: '${Name}' };
export type ${Name}Status = 'draft' | 'pending' | 'confirmed' | 'settled' | 'cancelled' | 'failed';

export enum ${Name}Channel {
  Web = 'web',
  Store = 'store',
  Partner = 'partner',
}

export interface ${Name}Amount {
  cents: number;
  currency: 'EUR' | 'USD' | 'GBP';
  taxRate?: number;
}

export interface ${Name}Address {
  readonly lines: readonly string[];
  city: string;
  postalCode: string;
  country: string;
  location?: { latitude: number; longitude: number };
}

export interface ${Name}Item {
  sku: string;
  title: string;
  quantity: number;
  price: ${Name}Amount;
  attributes: Record<string, string | number | boolean | null>;
  components?: ${Name}Item[];
}

export interface ${Name}Event {
  kind: 'created' | 'changed' | 'note';
  at: string;
  by: { id: string; role: 'customer' | 'agent' | 'system' };
  changes?: { field: string; before: unknown; after: unknown }[];
}

export interface ${Name}Record {
  id: ${Name}Id;
  status: ${Name}Status;
  channel: ${Name}Channel;
  createdAt: string;
  updatedAt?: string;
  owner: { id: string; name: string; email: string; phone?: string | null };
  addresses: { billing: ${Name}Address; shipping?: ${Name}Address };
  items: ${Name}Item[];
  total: ${Name}Amount;
  history: readonly ${Name}Event[];
  tags: string[];
  metadata: Record<string, unknown>;
  ${before === undefined ? '' : `source?: { id: ${Before}Id; snapshot: ${Before}Record };`}
}

export interface ${Name}Query {
  status?: ${Name}Status[];
  channel?: ${Name}Channel;
  from?: string;
  to?: string;
  page: { size: number; token?: string };
}

export type ${Name}Outcome =
  | { ok: true; record: ${Name}Record; reference: string }
  | { ok: false; reason: 'rejected' | 'expired' | 'unavailable'; details?: string };

export interface ${Name}Page {
  records: ${Name}Record[];
  next?: string;
  totals: [count: number, cents: number];
}`;
}

function activities(name, scope) {
  const Name = pascal(name);
  const head = `
import { ApplicationFailure, Context, heartbeat, log } from '${scope}/activity';
import type {
  ${Name}Amount, ${Name}Event, ${Name}Id, ${Name}Item, ${Name}Outcome, ${Name}Page, ${Name}Query, ${Name}Record, ${Name}Status,
} from './types';

const store = new Map<string, ${Name}Record>();

function find(id: ${Name}Id): ${Name}Record {
  const record = store.get(id);
  if (record === undefined) throw ApplicationFailure.nonRetryable(\`No ${name} record \${id}\`, '${Name}NotFound', id);
  return record;
}

function add(items: readonly ${Name}Item[]): ${Name}Amount {
  const cents = items.reduce((sum, { price, quantity }) => sum + Math.round(price.cents * quantity * (1 + (price.taxRate ?? 0))), 0);
  return { cents, currency: items[0]?.price.currency ?? 'EUR' };
}`;
  return [head, ...VERBS.map((verb, index) => activity(name, verb, index))].join('\n');
}

function activity(name, verb, index) {
  const Name = pascal(name);
  const signature = [
    `(id: ${Name}Id, options?: { withHistory?: boolean }): Promise<${Name}Record>`,
    `(input: Omit<${Name}Record, 'id' | 'history'> & { key: string }): Promise<${Name}Id>`,
    `(id: ${Name}Id, change: Partial<Pick<${Name}Record, 'status' | 'tags' | 'metadata'>>): Promise<void>`,
    `(id: ${Name}Id, items: readonly ${Name}Item[], until: string): Promise<${Name}Outcome>`,
    `(id: ${Name}Id, amount: ${Name}Amount, ...notes: string[]): Promise<${Name}Outcome>`,
    `(id: ${Name}Id, reason: string): Promise<boolean>`,
    `(query: ${Name}Query): Promise<${Name}Page>`,
    `(record: ${Name}Record, split: [owner: number, house: number]): Promise<{ reference: string; amounts: ${Name}Amount[] }>`,
    `(event: ${Name}Event & { id: ${Name}Id }): Promise<string | undefined>`,
    `(ids: ${Name}Id[]): Promise<{ archived: number; failed: { id: ${Name}Id; error: string }[] }>`,
  ][index];
  const body = [
    `const record = find(id);
  return options?.withHistory === true ? record : { ...record, history: [] };`,
    `const { key, ...rest } = input;
  const id = \`\${key}-\${Context.current().info.workflowExecution?.workflowId ?? ''}\` as ${Name}Id;
  store.set(id, { ...rest, id, history: [], total: add(rest.items) });
  return id;`,
    `const record = find(id);
  store.set(id, { ...record, ...change, updatedAt: new Date().toISOString() });`,
    `const record = find(id);
  if (until < record.createdAt) return { ok: false, reason: 'expired' };
  const known = new Set(record.items.map(({ sku }) => sku));
  const missing = items.filter(({ sku }) => !known.has(sku));
  if (missing.length > 0) return { ok: false, reason: 'unavailable', details: missing.map(({ title }) => title).join() };
  return { ok: true, record, reference: \`\${id}/\${items.length}\` };`,
    `const record = find(id);
  if (amount.cents > record.total.cents) return { ok: false, reason: 'rejected', details: notes.join('; ') };
  const next: ${Name}Record = { ...record, status: 'confirmed', tags: [...record.tags, ...notes] };
  store.set(id, next);
  return { ok: true, record: next, reference: \`\${id}/confirmed\` };`,
    `const record = find(id);
  log.info('cancelled', { id, reason });
  const final: ${Name}Status[] = ['settled', 'cancelled', 'failed'];
  return !final.includes(record.status);`,
    `const records: ${Name}Record[] = [];
  for (const record of store.values()) {
    heartbeat(record.id);
    if (query.status !== undefined && !query.status.includes(record.status)) continue;
    if (query.channel !== undefined && query.channel !== record.channel) continue;
    records.push(record);
  }
  const cents = records.reduce((sum, { total }) => sum + total.cents, 0);
  return { records: records.slice(0, query.page.size), totals: [records.length, cents] };`,
    `const [owner, house] = split;
  const amounts = [owner, house].map((share) => ({ ...record.total, cents: Math.floor(record.total.cents * share) }));
  if (amounts.some(({ cents }) => Number.isNaN(cents))) throw ApplicationFailure.create({ message: 'Not a share', type: 'BadSplit' });
  return { reference: record.id, amounts };`,
    `const { id, ...entry } = event;
  const record = store.get(id);
  if (record === undefined) return undefined;
  store.set(id, { ...record, history: [...record.history, entry] });
  return entry.at;`,
    `const failed: { id: ${Name}Id; error: string }[] = [];
  for (const id of ids) {
    heartbeat({ at: id });
    if (!store.delete(id)) failed.push({ id, error: 'unknown' });
  }
  return { archived: ids.length - failed.length, failed };`,
  ][index];
  return `
export async function ${verb}${Name}${signature} {
  ${body}
}`;
}

function workflows(name, scope) {
  const Name = pascal(name);
  return `
import { CancellationScope, condition, defineQuery, defineSignal, log, proxyActivities, setHandler, sleep } from '${scope}/workflow';
import type * as activities from './activities';
import type { ${Name}Amount, ${Name}Id, ${Name}Item, ${Name}Record, ${Name}Status } from './types';

const { load${Name}, create${Name}, update${Name}, reserve${Name}, confirm${Name}, cancel${Name} } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumAttempts: 10, nonRetryableErrorTypes: ['${Name}NotFound'] },
});
const { search${Name}, settle${Name}, publish${Name}, archive${Name} } = proxyActivities<typeof activities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '30 seconds',
});

export const approve${Name} = defineSignal<[approved: boolean, by: string]>('approve');
export const ${name}Status = defineQuery<${Name}Status>('status');

export async function process${Name}(input: Omit<${Name}Record, 'id' | 'history'>, key: string): Promise<{ id: ${Name}Id; reference?: string }> {
  let approved: boolean | undefined;
  let status: ${Name}Status = 'draft';
  setHandler(approve${Name}, (value) => void (approved = value));
  setHandler(${name}Status, () => status);

  const id = await create${Name}({ ...input, key });
  const reserved = await reserve${Name}(id, input.items, new Date(Date.now() + 86_400_000).toISOString());
  if (!reserved.ok) {
    await cancel${Name}(id, reserved.reason);
    return { id };
  }
  status = 'pending';
  if (!(await condition(() => approved !== undefined, '3 days')) || approved === false) {
    await CancellationScope.nonCancellable(() => cancel${Name}(id, 'not approved'));
    return { id };
  }
  const confirmed = await confirm${Name}(id, input.total, 'approved', reserved.reference);
  status = confirmed.ok ? 'confirmed' : 'failed';
  if (!confirmed.ok) {
    log.warn('rejected', { id, details: confirmed.details });
    return { id };
  }
  const { reference, amounts } = await settle${Name}(confirmed.record, [0.9, 0.1]);
  const paid = amounts.reduce((sum: number, amount: ${Name}Amount) => sum + amount.cents, 0);
  await update${Name}(id, { status: 'settled', metadata: { paid } });
  await publish${Name}({ id, kind: 'changed', at: confirmed.record.createdAt, by: { id: 'workflow', role: 'system' } });
  return { id, reference };
}

export async function sweep${Name}(from: string, token?: string): Promise<number> {
  let archived = 0;
  let next: string | undefined = token;
  do {
    const page = await search${Name}({ from, status: ['settled', 'cancelled'], page: { size: 100, token: next } });
    const stale = page.records.filter((record) => record.items.every((item: ${Name}Item) => item.quantity === 0));
    const records = await Promise.all(stale.map(({ id }) => load${Name}(id, { withHistory: true })));
    const result = await archive${Name}(records.filter(({ history }) => history.length > 0).map(({ id }) => id));
    archived += result.archived;
    for (const { id, error } of result.failed) log.error(error, { id });
    next = page.next;
    await sleep('1 second');
  } while (next !== undefined);
  return archived;
}`;
}

function worker(scope) {
  return `
import { NativeConnection, Worker } from '${scope}/worker';
import { Client, Connection } from '${scope}/client';
import * as activities from './activities';
import { processOrders, approveOrders } from './workflows';
import { OrdersChannel } from './orders/types';

export async function run(): Promise<void> {
  const connection = await NativeConnection.connect({ address: process.env['TEMPORAL_ADDRESS'] ?? 'localhost:7233' });
  const worker = await Worker.create({ connection, taskQueue: 'shop', workflowsPath: require.resolve('./workflows'), activities });
  await worker.run();
}

export async function start(key: string): Promise<string> {
  const client = new Client({ connection: await Connection.connect() });
  const address = { lines: ['1 High Street'], city: 'London', postalCode: 'N1', country: 'GB' };
  const handle = await client.workflow.start(processOrders, {
    taskQueue: 'shop',
    workflowId: key,
    args: [
      {
        status: 'draft', channel: OrdersChannel.Web, createdAt: new Date().toISOString(), items: [], tags: [], metadata: {},
        owner: { id: '1', name: 'A', email: 'a@example.com' }, addresses: { billing: address }, total: { cents: 1, currency: 'EUR' },
      },
      key,
    ],
  });
  await handle.signal(approveOrders, true, 'me');
  return (await handle.result()).id;
}`;
}

function pascal(name) {
  return name[0].toUpperCase() + name.slice(1);
}
