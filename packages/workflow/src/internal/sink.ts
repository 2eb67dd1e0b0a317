import { FINDING_SINK, type FindingSinks } from '@handrail/common/guards';
import type { Sinks } from '@temporalio/workflow';
import { isEmbedded } from './embedded-policy';
import { proxySinks } from './sdk';

/** The way out to the worker's process. Without the worker plugin there is nobody at its end. */
export function sink(): FindingSinks[typeof FINDING_SINK] | undefined {
  return isEmbedded ? proxySinks<FindingSinks & Sinks>()[FINDING_SINK] : undefined;
}
