import { nearestName } from '@handrail/common/host';
import type { LookUps } from './look-ups';

const MOST_NAMES = 8;

/** What there is to say of a namespace that does not exist: which there are, and which one was meant. */
export async function namespaceFacts(namespace: string, address: string | undefined, lookUps: LookUps) {
  const existing = (await lookUps.namespaces()).filter((name) => name !== 'temporal-system');
  const nearest = nearestName(namespace, existing);
  return {
    namespace,
    ...(address !== undefined && { address }),
    ...(existing.length > 0 && { existing: existing.slice(0, MOST_NAMES) }),
    ...(nearest !== undefined && { nearest }),
  };
}
