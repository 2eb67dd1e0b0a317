import { defaultPayloadConverter } from '@temporalio/common';
import type { Outcome } from './attempt';
import { toTree } from './compare/to-tree';
import type { Tree } from './compare/tree';

/** A result as the workflow gets it: encoded and decoded. */
export function resultTree(outcome: Outcome | undefined): Tree {
  if (outcome?.kind !== 'completed' || outcome.value === undefined) return undefined;
  const { value } = outcome;
  if (value === null || typeof value !== 'object') return toTree(value);
  try {
    return toTree(defaultPayloadConverter.fromPayload(defaultPayloadConverter.toPayload(value)));
  } catch {
    return toTree(value);
  }
}

/** Why the default converter cannot send a result; undefined where it can. */
export function encodingFault(outcome: Outcome | undefined): string | undefined {
  if (outcome?.kind !== 'completed') return undefined;
  try {
    defaultPayloadConverter.toPayload(outcome.value);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
