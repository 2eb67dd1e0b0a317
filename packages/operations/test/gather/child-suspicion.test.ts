import fc from 'fast-check';
import { expect, it } from 'vitest';
import { suspicionOf } from '../../src/gather/child-suspicion';
import { activity, ago, execution, failure, waitingActivity, workflowTask } from '../support/facts';

const well = [
  execution(),
  execution({ activities: [activity({ heartbeatMilliseconds: 30_000, lastHeartbeatTime: ago(2) })] }),
  execution({ workflowTask: workflowTask({ state: 'STARTED', startedTime: ago(0.1) }) }),
];
const doubtful = [
  execution({ workflowTask: workflowTask({ attempt: 3 }) }),
  execution({ workflowTask: workflowTask() }),
  execution({ activities: [waitingActivity()] }),
  execution({ activities: [activity({ attempt: 2, lastFailure: failure() })] }),
  execution({ activities: [activity({ isPaused: true })] }),
  execution({ isCancelRequested: true }),
  execution({ status: 'PAUSED' }),
  // Whether its worker lives is not in the description.
  execution({ activities: [activity()] }),
];

it('looks first at what may be in trouble, in whatever order the children come', () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...well, ...doubtful], { minLength: well.length + doubtful.length }),
      (children) => {
        const sorted = [...children].sort((one, other) => suspicionOf(other) - suspicionOf(one));
        expect(new Set(sorted.slice(0, doubtful.length))).toEqual(new Set(doubtful));
      },
    ),
  );
});

it('puts what holds up a whole execution before what may be well', () => {
  const [failing, untaken, , , , asked, , silent] = doubtful.map(suspicionOf);
  expect([failing, untaken, asked, silent]).toEqual([5, 4, 3, 1]);
});
