import { defaultPayloadConverter } from '@temporalio/common';
import type { Outcome } from './attempt-plan';
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

/** What a server takes in one payload at most, unless it is configured otherwise. */
const LARGEST_BYTES = 2 * 1024 * 1024;

/** Why a result cannot be sent with the default converter and limits; undefined where it can. */
export function encodingFault(outcome: Outcome | undefined): string | undefined {
  if (outcome?.kind !== 'completed') return undefined;
  try {
    const { data } = defaultPayloadConverter.toPayload(outcome.value);
    const bytes = data?.length ?? 0;
    return bytes > LARGEST_BYTES
      ? `it takes ${(bytes / 1024 / 1024).toFixed(1)} MiB, and a server takes 2 MiB at most`
      : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
