import type { TSESTree } from '@typescript-eslint/utils';

/** Every way in which a piece of code may end. */
export interface Outcome {
  /** It goes on after its end. */
  readonly normal: boolean;
  /** An operation in it throws since its scope is cancelled. */
  readonly cancelled: boolean;
  /** It throws anything else, or something that the file does not tell. */
  readonly throws: boolean;
  readonly returns: boolean;
  readonly continuesAsNew: boolean;
  /** The loops and labelled statements that it leaves, or goes round in. */
  readonly breaks: readonly TSESTree.Node[];
  readonly continues: readonly TSESTree.Node[];
  /** The cancellation of an operation in it ends in a catch that goes on. */
  readonly swallows: boolean;
}

const NOTHING: Outcome = {
  normal: false,
  cancelled: false,
  throws: false,
  returns: false,
  continuesAsNew: false,
  breaks: [],
  continues: [],
  swallows: false,
};

export const NORMAL: Outcome = { ...NOTHING, normal: true };
export const CANCELLED: Outcome = { ...NOTHING, cancelled: true };
export const THROWS: Outcome = { ...NOTHING, throws: true };
export const RETURNS: Outcome = { ...NOTHING, returns: true };
export const CONTINUES_AS_NEW: Outcome = { ...NOTHING, continuesAsNew: true };

export const breaks = (target: TSESTree.Node): Outcome => ({ ...NOTHING, breaks: [target] });
export const continues = (target: TSESTree.Node): Outcome => ({ ...NOTHING, continues: [target] });

/** One or the other. */
export function either(a: Outcome, b: Outcome): Outcome {
  return {
    normal: a.normal || b.normal,
    cancelled: a.cancelled || b.cancelled,
    throws: a.throws || b.throws,
    returns: a.returns || b.returns,
    continuesAsNew: a.continuesAsNew || b.continuesAsNew,
    breaks: [...a.breaks, ...b.breaks],
    continues: [...a.continues, ...b.continues],
    swallows: a.swallows || b.swallows,
  };
}

/** One, and where that goes on, the other. */
export function followedBy(a: Outcome, next: () => Outcome): Outcome {
  return a.normal ? either({ ...a, normal: false }, next()) : a;
}

/** Whether it ends in an exception of any kind, which a caller sees. */
export function surfaces({ cancelled, throws }: Outcome): boolean {
  return cancelled || throws;
}
