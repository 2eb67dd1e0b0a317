import type { EffectivePolicy, Policy, PolicyInput } from '@handrail/common';
import { resolvePolicy } from '@handrail/common/host';
import { HR7070, HR7071 } from '@handrail/errors';
import type { Connection } from '@temporalio/client';
import type { OperationsClient } from '../explain-execution';
import { ServerCalls } from '../internal/server-calls';

/** One of the search attributes in which the SLA of an execution stands. */
export interface SlaAttribute {
  readonly name: string;
  readonly type: 'Datetime' | 'Bool';
  /** `mistyped`: it exists, with another type. */
  readonly state: 'exists' | 'missing' | 'mistyped' | 'created';
  /** The type that it has, where that is another. */
  readonly existingType?: string;
}

/** The answer of {@link setupSla}. */
export interface SlaSetup {
  readonly schema: 'handrail.sla-setup/1';
  readonly namespace: string;
  readonly attributes: readonly SlaAttribute[];
  /** Whether anything was changed. */
  readonly applied: boolean;
}

/** What {@link setupSla} takes. */
export interface SlaSetupOptions {
  /** Names the attributes. @default the default policy */
  readonly policy?: PolicyInput | Policy | undefined;
  /** Creates what is missing. @default false: only says what it would do */
  readonly apply?: boolean | undefined;
}

const TYPES = ['Unspecified', 'Text', 'Keyword', 'Int', 'Double', 'Bool', 'Datetime', 'KeywordList'];

/**
 * Registers the search attributes of SLAs in the client's namespace. Idempotent, and a dry run unless told otherwise.
 *
 * @throws HandrailError HR7070 where an attribute exists with another type, HR7071 where the server does not create them
 */
export async function setupSla(client: OperationsClient, options: SlaSetupOptions = {}): Promise<SlaSetup> {
  const { namespace } = client.options;
  const attributes = await readSlaAttributes(client, options.policy);
  const mistyped = attributes.filter(({ state }) => state === 'mistyped');
  if (mistyped.length > 0) {
    throw HR7070.error({
      namespace,
      missing: attributes.filter(({ state }) => state === 'missing').map(({ name }) => name),
      mistyped: mistyped.map(({ name, type, existingType = '' }) => ({ name, type: existingType, wanted: type })),
    });
  }
  const missing = attributes.filter(({ state }) => state === 'missing');
  const result = { schema: 'handrail.sla-setup/1' as const, namespace };
  if (!options.apply || missing.length === 0) return { ...result, attributes, applied: false };
  await create(client, missing);
  return {
    ...result,
    attributes: attributes.map((each) => (each.state === 'missing' ? { ...each, state: 'created' } : each)),
    applied: true,
  };
}

/**
 * Where an attribute has another type, a query over it finds nothing, and nothing would seem to be late. Where a namespace
 * does not tell its attributes, they are taken for right.
 *
 * @throws HandrailError HR7070 where they are missing or have another type
 */
export async function requireSlaAttributes(
  client: OperationsClient,
  policy: Pick<EffectivePolicy, 'sla'>,
): Promise<void> {
  const attributes = await readSlaAttributes(client, { sla: policy.sla }).catch(() => []);
  const missing = attributes.filter(({ state }) => state === 'missing').map(({ name }) => name);
  const mistyped = attributes
    .filter(({ state }) => state === 'mistyped')
    .map(({ name, type, existingType = '' }) => ({ name, type: existingType, wanted: type }));
  if (missing.length + mistyped.length === 0) return;
  throw HR7070.error({ namespace: client.options.namespace, missing, mistyped });
}

/** The search attributes of SLAs, as the namespace has them. */
export async function readSlaAttributes(
  client: OperationsClient,
  policy?: PolicyInput | Policy,
  calls: ServerCalls = new ServerCalls(client),
): Promise<readonly SlaAttribute[]> {
  const { deadlineAttribute, breachAttribute } = resolvePolicy(policy).sla;
  const existing = await existingTypes(client, calls);
  const wanted = [
    { name: deadlineAttribute, type: 'Datetime' },
    { name: breachAttribute, type: 'Bool' },
  ] as const;
  return wanted.map(({ name, type }) => {
    const existingType = existing.get(name);
    if (existingType === undefined) return { name, type, state: 'missing' };
    return existingType === type ? { name, type, state: 'exists' } : { name, type, state: 'mistyped', existingType };
  });
}

async function existingTypes(client: OperationsClient, calls: ServerCalls): Promise<ReadonlyMap<string, string>> {
  const { namespace } = client.options;
  const { operatorService } = client.connection as Partial<Connection>;
  const own =
    operatorService &&
    (await calls.ask('ListSearchAttributes', () => operatorService.listSearchAttributes({ namespace })));
  if (own?.ok) return named(own.value.customAttributes);
  // Temporal Cloud has no operator service.
  const all = await calls.ask('GetSearchAttributes', (service) => service.getSearchAttributes({}));
  if (all.ok) return named(all.value.keys ?? {});
  throw HR7071.error({
    namespace,
    attributes: [],
    reason: (own?.problem ?? all.problem).text,
  });
}

function named(types: Readonly<Record<string, number | null>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(types).map(([name, type]) => [name, TYPES[type ?? 0] ?? 'Unspecified']));
}

async function create(client: OperationsClient, missing: readonly SlaAttribute[]): Promise<void> {
  const { namespace } = client.options;
  const { operatorService } = client.connection as Partial<Connection>;
  const searchAttributes = Object.fromEntries(missing.map(({ name, type }) => [name, TYPES.indexOf(type)]));
  const answer = await new ServerCalls(client).ask(
    'AddSearchAttributes',
    () =>
      operatorService?.addSearchAttributes({ namespace, searchAttributes }) ??
      Promise.reject(new Error('the connection has no operator service')),
    CREATION_MILLISECONDS,
  );
  // Somebody else was quicker.
  if (answer.ok || /already exists/i.test(answer.problem.details)) return;
  throw HR7071.error({
    namespace,
    attributes: missing.map(({ name, type }) => ({ name, type })),
    reason: answer.problem.text,
  });
}

// With Elasticsearch the index is changed.
const CREATION_MILLISECONDS = 60_000;
