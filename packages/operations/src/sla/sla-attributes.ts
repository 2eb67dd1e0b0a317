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
  /** `mistyped`: it exists, with another type. `doubled`: two columns of the server have its name, so that queries may look in the wrong one. */
  readonly state: 'exists' | 'missing' | 'mistyped' | 'doubled' | 'created';
  /** The type that it has, where that is another. */
  readonly existingType?: string;
  /** The columns, where they are more than one. */
  readonly columns?: readonly string[];
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
 * @throws HandrailError HR7070 where an attribute exists with another type or twice, HR7071 where the server does not create them
 */
export async function setupSla(client: OperationsClient, options: SlaSetupOptions = {}): Promise<SlaSetup> {
  const { namespace } = client.options;
  const attributes = await readSlaAttributes(client, options.policy);
  if (attributes.some(({ state }) => state === 'mistyped' || state === 'doubled')) {
    throw HR7070.error({ namespace, ...faultsOf(attributes) });
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
 * @throws HandrailError HR7070 where they are missing, have another type or are there twice
 */
export async function requireSlaAttributes(
  client: OperationsClient,
  policy: Pick<EffectivePolicy, 'sla'>,
): Promise<void> {
  const attributes = await readSlaAttributes(client, { sla: policy.sla }).catch(() => []);
  const faults = faultsOf(attributes);
  if (faults.missing.length + faults.mistyped.length + faults.doubled.length === 0) return;
  throw HR7070.error({ namespace: client.options.namespace, ...faults });
}

/** What keeps attributes from being used. */
function faultsOf(attributes: readonly SlaAttribute[]) {
  const those = (wanted: SlaAttribute['state']) => attributes.filter(({ state }) => state === wanted);
  return {
    missing: those('missing').map(({ name }) => name),
    mistyped: those('mistyped').map(({ name, type, existingType = '' }) => ({
      name,
      type: existingType,
      wanted: type,
    })),
    doubled: those('doubled').map(({ name, columns = [] }) => ({ name, columns })),
  };
}

/** The search attributes of SLAs, as the namespace has them. */
export async function readSlaAttributes(
  client: OperationsClient,
  policy?: PolicyInput | Policy,
  calls: ServerCalls = new ServerCalls(client),
): Promise<readonly SlaAttribute[]> {
  const { deadlineAttribute, breachAttribute } = resolvePolicy(policy).sla;
  const [existing, columns] = await Promise.all([existingTypes(client, calls), columnsByName(client, calls)]);
  const wanted = [
    { name: deadlineAttribute, type: 'Datetime' },
    { name: breachAttribute, type: 'Bool' },
  ] as const;
  return wanted.map(({ name, type }) => {
    const existingType = existing.get(name);
    if (existingType === undefined) return { name, type, state: 'missing' };
    if (existingType !== type) return { name, type, state: 'mistyped', existingType };
    const own = columns.get(name) ?? [];
    return own.length > 1 ? { name, type, state: 'doubled', columns: own } : { name, type, state: 'exists' };
  });
}

/**
 * The columns in which a server on SQL keeps custom attributes. It gives a name a second one where two register it at once.
 * Empty where the namespace does not tell, and with Elasticsearch.
 */
async function columnsByName(
  client: OperationsClient,
  calls: ServerCalls,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { namespace } = client.options;
  const answer = await calls.ask('DescribeNamespace', (service) => service.describeNamespace({ namespace }));
  const columns = new Map<string, string[]>();
  if (!answer.ok) return columns;
  for (const [column, name] of Object.entries(answer.value.config?.customSearchAttributeAliases ?? {})) {
    columns.set(name, [...(columns.get(name) ?? []), column].sort());
  }
  return columns;
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
