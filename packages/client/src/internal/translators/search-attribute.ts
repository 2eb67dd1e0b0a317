import { nearestName } from '@handrail/common/host';
import { HR4034, HR7070, type Problem } from '@handrail/errors';
import type { Failure, Translator } from '../failure';
import { GRPC } from '../grpc-error';
import { SYSTEM_NAMES } from '../system-attributes';

const UNKNOWN = /has no mapping defined for search attribute (\S+)|search attribute (\S+) is not defined/;
const WRONG_TYPE = /invalid value for search attribute (\S+) of type (\w+)/;
const SYSTEM = /(\S+) attribute can't be set in SearchAttributes/;
const SIZE = /search attribute (\S+) value size \d+ exceeds size limit/;
const OTHER = /search attribute "?(\w+)"?/i;

/** Search attributes that are not there, of another type, the server's own, or too large. */
export const searchAttribute: Translator = async (failure) => {
  const { grpc, call } = failure;
  if (grpc?.code !== GRPC.INVALID_ARGUMENT || grpc.message.includes('invalid query')) return undefined;
  const { message } = grpc;
  const [, first, second] = UNKNOWN.exec(message) ?? [];
  const unknown = first ?? second;
  // In the query of a list of schedules it is a name, not a value.
  if (unknown !== undefined && call.list === undefined) return await unknownAttribute(unknown, message, failure);
  const { namespace } = failure.place;
  const [, typed, type] = WRONG_TYPE.exec(message) ?? [];
  if (typed !== undefined)
    return HR4034.problem({ name: typed, namespace, mistake: 'type', reason: message, type: type ?? '' });
  const system = SYSTEM.exec(message)?.[1];
  if (system !== undefined) return HR4034.problem({ name: system, namespace, mistake: 'system', reason: message });
  const large = SIZE.exec(message)?.[1];
  if (large !== undefined) return HR4034.problem({ name: large, namespace, mistake: 'size', reason: message });
  const other = call.list === undefined ? OTHER.exec(message)?.[1] : undefined;
  return other === undefined
    ? undefined
    : HR4034.problem({ name: other, namespace, mistake: 'other', reason: message });
};

// What the server has by itself, and nobody should write.
const OWN = /^(?:Temporal|Build|Batcher|Scheduler)/;

async function unknownAttribute(name: string, reason: string, { place, call, lookUps }: Failure): Promise<Problem> {
  if (place.slaAttributes?.includes(name) && hasSla(call.options)) {
    return HR7070.problem({ namespace: place.namespace, missing: [name] });
  }
  const existing = (await lookUps.searchAttributes()).filter((other) => !OWN.test(other) && !SYSTEM_NAMES.has(other));
  const nearest = nearestName(name, existing);
  const type = typeOf(name, call.options);
  return HR4034.problem({
    name,
    namespace: place.namespace,
    mistake: 'unknown',
    reason,
    existing: existing.sort().slice(0, MOST_NAMES),
    ...(nearest !== undefined && { nearest }),
    ...(type !== undefined && { type }),
  });
}

/** Whether a start, or the action of a schedule, has an SLA: nobody has written the attribute by hand. */
function hasSla(options: object | undefined): boolean {
  const { sla, action } = (options ?? {}) as { sla?: unknown; action?: object };
  return sla != null || (action !== undefined && hasSla(action));
}

const MOST_NAMES = 12;

/** The type that fits the value that was given. */
function typeOf(name: string, options: object | undefined): string | undefined {
  const { searchAttributes, action } = (options ?? {}) as { searchAttributes?: unknown; action?: object };
  const values = ((searchAttributes ?? {}) as Record<string, unknown>)[name];
  const value: unknown = Array.isArray(values) ? values[0] : values;
  if (value === undefined && action !== undefined) return typeOf(name, action);
  if (value instanceof Date) return 'Datetime';
  if (typeof value === 'boolean') return 'Bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'Int' : 'Double';
  if (Array.isArray(values) && values.length > 1) return 'KeywordList';
  return undefined;
}
