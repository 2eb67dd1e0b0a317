import { extendSla, pauseSla, resumeSla, sleep, workflowInfo } from '@handrail/workflow';

/** Notes whether it is late, while its SLA of four days is moved and paused. */
export async function late(): Promise<[string, boolean | null][]> {
  const seen: [string, boolean | null][] = [];
  const note = (when: string) => {
    const { OutOfTimeSla } = workflowInfo().searchAttributes;
    seen.push([when, (OutOfTimeSla?.[0] ?? null) as boolean | null]);
  };
  await sleep('3 days');
  note('after 3 days');
  extendSla('2.5 days');
  await sleep('3 days');
  note('after 6 days, extended to 6.5');
  await sleep('1 day');
  note('after 7 days');
  extendSla('5.5 days');
  note('extended to 12 days');
  pauseSla();
  await sleep('30 days');
  note('after 37 days, paused since 7');
  resumeSla();
  note('resumed');
  await sleep('6 days');
  note('after 43 days');
  return seen;
}
