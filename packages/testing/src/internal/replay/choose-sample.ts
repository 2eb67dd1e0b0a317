import type { ReplayStratum } from '../../replay-report';
import type { OpenExecution } from './open-executions';

export interface Sample {
  readonly chosen: readonly OpenExecution[];
  readonly strata: readonly ReplayStratum[];
}

/**
 * Pure, and the same for the same list. Of each stratum (type, age, build, failing or not) some executions, the oldest and the newest first; as many
 * strata as there is room for, beginning with one of each workflow type.
 */
export function chooseSample(
  executions: readonly OpenExecution[],
  { perStratum, limit }: { readonly perStratum: number; readonly limit: number },
): Sample {
  const strata = strataOf(executions);
  const chosen = strata.map(() => [] as OpenExecution[]);
  let room = limit;
  for (let round = 0; round < perStratum && room > 0; round++) {
    for (const index of byType(strata)) {
      const next = strata[index]?.[round];
      if (next === undefined || room === 0) continue;
      chosen[index]?.push(next);
      room--;
    }
  }
  return {
    chosen: chosen.flat(),
    strata: strata.flatMap(([first, ...others], index) =>
      first === undefined
        ? []
        : [
            {
              workflowType: first.workflowType,
              age: first.age,
              build: first.build,
              failing: first.failing,
              open: others.length + 1,
              chosen: chosen[index]?.length ?? 0,
            },
          ],
    ),
  };
}

function strataOf(executions: readonly OpenExecution[]): OpenExecution[][] {
  const groups = new Map<string, OpenExecution[]>();
  for (const each of executions) {
    const key = JSON.stringify([each.workflowType, each.age, each.build, each.failing]);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => mixed(group));
}

/** The oldest, the newest, the next oldest, and so on: what was started at one time is alike. */
function mixed(group: readonly OpenExecution[]): OpenExecution[] {
  const sorted = [...group].sort((one, other) => one.startTime - other.startTime || (one.runId < other.runId ? -1 : 1));
  return sorted
    .map((_, index) => sorted.at(index % 2 === 0 ? index / 2 : -(index + 1) / 2))
    .filter((each) => each !== undefined);
}

/** The strata in turns of one for each type; of a type those that fail first, then the others as they stand. */
function byType(strata: readonly (readonly OpenExecution[])[]): number[] {
  const turns = new Map<string, number>();
  const ranked = strata.map(([first], index) => ({
    index,
    type: first?.workflowType ?? '',
    failing: first?.failing === true,
  }));
  return [...ranked]
    .sort((one, other) => Number(other.failing) - Number(one.failing) || one.index - other.index)
    .map((each) => {
      const turn = turns.get(each.type) ?? 0;
      turns.set(each.type, turn + 1);
      return { ...each, turn };
    })
    .sort((one, other) => one.turn - other.turn || one.index - other.index)
    .map(({ index }) => index);
}
