// What is over in a moment is looked at again; what stands is told at once.
import { expect, it } from 'vitest';
import { diagnose } from '../../src/diagnose';
import type { Facts } from '../../src/facts';
import { isPassing } from '../../src/internal/look-at-execution';
import { activity, ago, ahead, child, facts, history, waitingActivity, workflowTask } from '../support/facts';

const passes = (given: Facts): boolean => isPassing(given, diagnose(given)[0]);
const unbegun = { historyLength: 1, history: history({ lastTaskCompleted: undefined }) };

it('a workflow task on its way', () => {
  expect(passes(facts({ workflowTask: workflowTask({ scheduledTime: ago(1), originalScheduledTime: ago(1) }) }))).toBe(
    true,
  );
  expect(passes(facts({ workflowTask: workflowTask({ state: 'STARTED', startedTime: ago(5) }) }))).toBe(false);
});

it('an activity on its way, and not one at work', () => {
  expect(passes(facts({ activities: [waitingActivity({ scheduledTime: ago(1) })] }))).toBe(true);
  expect(passes(facts({ activities: [activity()] }))).toBe(false);
});

it('a start that is due, and not a delayed one', () => {
  expect(passes(facts({ ...unbegun, executionTime: ago(1) }))).toBe(true);
  expect(passes(facts({ ...unbegun, executionTime: ahead(60) }))).toBe(false);
});

it('a child or a grandchild that is about to begin', () => {
  const asked = { workflowId: 'child-1', runId: '', workflowType: 'order' };
  const openChildren = [{ workflowId: 'child-1', since: ago(1), scheduledBy: 8, isAbandoned: false }];
  expect(passes(facts({ children: [asked], history: history({ openChildren }) }))).toBe(true);
  const due = child({ ...unbegun, executionTime: ago(1) });
  expect(passes(facts({ children: [due] }))).toBe(true);
  expect(passes(facts({ children: [child({ workflowId: 'between', children: [due] })] }))).toBe(true);
  expect(passes(facts({ children: [child({ ...unbegun, executionTime: ahead(60) })] }))).toBe(false);
  expect(passes(facts({ children: [child()] }))).toBe(false);
});

it('an update that was accepted a moment ago', () => {
  const pending = (secondsAgo: number) =>
    facts({
      history: history({ updates: [{ updateId: 'u', name: 'settle', acceptedTime: ago(secondsAgo), eventId: 6 }] }),
    });
  expect(passes(pending(1))).toBe(true);
  expect(passes(pending(2))).toBe(false);
});
