import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasPendingWork, notePendingWork } from '../../src/internal/pending-work';

let runs = 0;
const newRun = () => `run-${(runs += 1)}`;
const activated = (runId: string, commands: object[], jobs: object[] = []) =>
  notePendingWork({
    info: { runId } as never,
    activation: { jobs },
    commands: commands as never,
    startedUnderHandrail: true,
  });

describe('what a run waits for', () => {
  it.each([
    ['scheduleActivity', 'resolveActivity'],
    ['scheduleLocalActivity', 'resolveActivity'],
    ['startChildWorkflowExecution', 'resolveChildWorkflowExecution'],
    ['scheduleNexusOperation', 'resolveNexusOperation'],
  ])('begins with %s and ends with %s', (command, job) => {
    const run = newRun();
    activated(run, [{ [command]: { seq: 1 } }]);
    expect(hasPendingWork(run)).toBe(true);
    activated(run, [], [{ [job]: { seq: 1 } }]);
    expect(hasPendingWork(run)).toBe(false);
  });

  it('ends with the run', () => {
    const run = newRun();
    activated(run, [{ scheduleActivity: { seq: 1 } }]);
    activated(run, [{ completeWorkflowExecution: {} }]);
    expect(hasPendingWork(run)).toBe(false);
  });

  it('is neither a timer nor anything of another run', () => {
    const [run, other] = [newRun(), newRun()];
    activated(run, [{ startTimer: { seq: 1 } }]);
    activated(other, [{ scheduleActivity: { seq: 1 } }]);
    expect(hasPendingWork(run)).toBe(false);
  });

  it('is what was begun and has not ended, in whatever order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(50), { minLength: 1 }), fc.infiniteStream(fc.boolean()), (seqs, ends) => {
        const run = newRun();
        const open = new Set(seqs);
        activated(
          run,
          seqs.map((seq) => ({ scheduleActivity: { seq } })),
        );
        for (const seq of seqs) {
          if (!ends.next().value) continue;
          open.delete(seq);
          activated(run, [], [{ resolveActivity: { seq } }]);
        }
        expect(hasPendingWork(run)).toBe(open.size > 0);
      }),
    );
  });
});
