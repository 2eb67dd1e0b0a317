// The words of a judgement: one clause that names places and outcomes.
import type { Outcome } from './attempt-plan';
import type { Change } from './compare/change';
import type { Tree } from './compare/tree';

export function countDetail(
  kind: 'more' | 'fewer' | 'different',
  changes: readonly Change[],
  { isOfBoth = false } = {},
): string {
  const clean = isOfBoth ? 'both calls leave' : 'one clean run leaves';
  const words = { more: `more than ${clean}`, fewer: `less than ${clean}`, different: `not what ${clean}` };
  return `${listPlaces(changes)}: ${words[kind]}`;
}

export function listPlaces(changes: readonly Change[]): string {
  const places = [...new Set(changes.map(({ path }) => path || 'the state'))];
  const shown = places.slice(0, 3).join(', ');
  return places.length > 3 ? `${shown} and ${places.length - 3} more` : shown;
}

export function driftDetail(first: Tree, repeat: Tree): string {
  if (repeat === undefined) return 'the first run returns a result, the repeat undefined';
  if (first === undefined) return 'the first run returns undefined, the repeat a result';
  return 'the repeat returns another result than the first run';
}

export function outcomeText(outcome: Outcome | undefined): string {
  switch (outcome?.kind) {
    case undefined:
      return 'it never ends';
    case 'completed':
      return 'it completes';
    case 'timed-out':
      return `it times out, ${outcome.why}`;
    case 'cancelled':
      return 'it is cancelled';
    case 'failed':
      return `${outcome.failure.type}: ${outcome.failure.message}`;
  }
}
