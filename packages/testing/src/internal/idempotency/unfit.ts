import type { Baseline } from './baseline';
import { canonicalize } from './compare/canonical';
import { NOTHING_LEARNED } from './compare/learned';
import { toTree } from './compare/to-tree';
import type { Obstacle } from './obstacles';
import type { Settings } from './read-options';

/** Said only where nothing else tells why. */
export const NOTHING_PASSED = 'the state changed, but nothing passed the gate';

/** Why plans would show nothing, if the calls of a specification are unfit. */
export function unfitCalls({ subject }: Settings): Obstacle | undefined {
  const { args, distinct } = subject.calls;
  if (distinct === undefined) return undefined;
  const [one, other] = [args, distinct].map(
    (call) => canonicalize({ call: toTree(call) }, NOTHING_LEARNED)['call']?.text,
  );
  if (one !== other) return undefined;
  return {
    reason: '`distinct` is the same call as `args`, so nothing shows whether another call takes effect',
    remedy: 'give as `distinct` the arguments of another legitimate call',
  };
}

/** Why plans would show nothing, if the clean runs are unfit to be compared with. */
export function unfitBaseline({ args, facts, changes, counters }: Baseline, settings: Settings): Obstacle | undefined {
  const names = settings.worlds.map(({ name }) => `"${name}"`).join(', ');
  const writing = facts.steps.find(({ isEffect }) => isEffect);
  if (settings.expectsEffects && changes.length === 0 && counters.length > 0)
    return {
      reason: `the clean run changed nothing but ${counters.map((each) => `"${each.replace(/^state\./, '')}"`).join(', ')}, which by its name is another one in each attempt and is not compared`,
      remedy: 'give the world what the activity is about, too, or call the number otherwise',
    };
  if (settings.expectsEffects && changes.length === 0 && args.outcome?.kind === 'failed')
    return {
      reason: `the clean run fails with ${args.outcome.failure.type}: ${args.outcome.failure.message}, and changes nothing`,
      remedy: 'give args and fakes with which the activity succeeds when nothing goes wrong',
    };
  if (settings.expectsEffects && changes.length === 0)
    return {
      reason: `the clean run changed nothing that the world ${names} shows${facts.steps.length === 0 ? ', and nothing passed its gate' : ''}`,
      remedy:
        "give the world the fakes that the activity really uses, or declare effects: 'none' for an activity that only reads",
    };
  if (!settings.expectsEffects && (changes.length > 0 || writing !== undefined))
    return {
      reason: `effects: 'none' was declared, but the clean run writes${writing === undefined ? '' : `: ${writing.effect.label}`}`,
      remedy: 'leave out effects, and give a distinct call',
    };
  if (changes.length > 0 && facts.steps.length === 0)
    return { reason: NOTHING_PASSED, remedy: 'let the world watch what the activity uses' };
  if (settings.expectsEffects && !settings.calls.includes('distinct'))
    return {
      reason:
        'the activity writes, and no distinct call was given: one that ignores every call after the first would pass',
      remedy: 'give `distinct`: the arguments of another legitimate call',
    };
  if (args.outcome?.kind === 'cancelled')
    return { reason: 'the clean run ends cancelled', remedy: 'check the arguments and the fakes' };
  return undefined;
}
