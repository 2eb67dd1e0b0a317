import { defaultPayloadConverter } from '@temporalio/common';
import type { RehearsedCall } from '../../rehearsal';
import { toTree } from '../idempotency/compare/to-tree';
import { plainValue } from '../idempotency/report/plain-value';
import type { RehearsalSettings } from './read-options';

/** What the worlds and the probe show now, as plain data that later changes cannot reach. */
export async function observe({ worlds, probe }: RehearsalSettings, call: RehearsedCall): Promise<unknown> {
  const state: Record<string, unknown> = {};
  for (const world of worlds) {
    const shown = await world.snapshot();
    state[world.name] = plain(world.mask === undefined ? shown : world.mask(shown));
  }
  if (probe !== undefined) state['probe'] = plain(await probe(call));
  return state;
}

/** A result as the workflow gets it. */
export function plainResult(result: unknown): unknown {
  if (result === undefined) return undefined;
  try {
    return plain(defaultPayloadConverter.fromPayload(defaultPayloadConverter.toPayload(result)));
  } catch {
    return plain(result);
  }
}

function plain(value: unknown): unknown {
  return plainValue(toTree(value));
}
