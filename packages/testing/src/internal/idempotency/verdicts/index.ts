import { duplicateEffect } from './duplicate-effect';
import { lostEffect } from './lost-effect';
import { resultDrift } from './result-drift';
import { stuck } from './stuck';
import { swallowedEffect } from './swallowed-effect';
import { tornState } from './torn-state';
import { unstableKey } from './unstable-key';
import type { FindingVerdict, VerdictKind } from './verdict-kind';

export type { FindingVerdict } from './verdict-kind';

/** Every verdict of a finding, the gravest first: the report's verdict is that of its gravest finding. */
export const verdictKinds: readonly VerdictKind[] = [
  swallowedEffect,
  duplicateEffect,
  lostEffect,
  tornState,
  stuck,
  resultDrift,
  unstableKey,
];

/** The place of a verdict in the order of gravity, 0 being the gravest. */
export function gravityOf(verdict: FindingVerdict): number {
  return verdictKinds.findIndex((kind) => kind.verdict === verdict);
}

export function verdictKind(verdict: FindingVerdict): VerdictKind {
  return verdictKinds[gravityOf(verdict)] as VerdictKind;
}
