import { isProbing, PROBE, type Probing } from './inner-gate';
import { PLACES } from './place';
import { resultTree } from './result-tree';
import { Run, type RunSettings } from './run';
import type { CallName } from './subject';
import { canonicalize } from './compare/canonical';
import { NOTHING_LEARNED } from './compare/learned';

/**
 * Lets worlds see how their fakes are called before the first run that counts: which give promises, and which give values
 * that the activity awaits all the same.
 */
export async function probeCalls(settings: RunSettings & { readonly calls: readonly CallName[] }): Promise<void> {
  const worlds = settings.stage.worlds.filter((world): world is typeof world & Probing => isProbing(world));
  if (!worlds.map((world) => world[PROBE]('first')).includes(true)) return;
  const outcomes = await callAll(settings);
  if (!worlds.map((world) => world[PROBE]('second')).includes(true)) return;
  const { obstacles } = settings.stage;
  const known = new Set(obstacles.keys());
  const again = await callAll(settings);
  // What only the second way of calling brings about is not the activity's doing.
  for (const key of [...obstacles.keys()]) if (!known.has(key)) obstacles.delete(key);
  for (const world of worlds) world[PROBE]({ accept: again === outcomes });
}

/** Runs every call once; gives what could be seen of it, in short. */
async function callAll(settings: RunSettings & { readonly calls: readonly CallName[] }): Promise<string> {
  const { stage, scheduledAt } = settings;
  await stage.reset(scheduledAt);
  const ends: string[] = [];
  for (const call of settings.calls) {
    const execution = new Run(settings).schedule(call, PLACES.home);
    const { outcome } = await execution.attempt();
    ends.push(
      `${outcome?.kind ?? ''} ${canonicalize({ result: resultTree(outcome) }, NOTHING_LEARNED)['result']?.shape.length ?? 0}`,
    );
  }
  return ends.join('|');
}
