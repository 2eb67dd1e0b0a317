import type { GuardHost } from '@handrail/common/host';
import type { Problem } from '@handrail/errors';
import type { WorkflowInfo } from '@temporalio/workflow';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { noteContinueAsNew, noteEnds, noteLateCall } from '../../src/internal/lost-calls';
import type { Command, Job } from '../../src/internal/workflow-creator';

let said: string[];
let info: WorkflowInfo;
const host = { judge: ({ head }: Problem) => void said.push(head) } as unknown as GuardHost;

beforeEach(() => {
  said = [];
  info = { namespace: 'default', workflowId: 'w', runId: randomUUID(), workflowType: 'order' } as WorkflowInfo;
});

const activated = (jobs: readonly Job[] | null, ...commands: Command[]) =>
  noteEnds({ info, activation: { jobs }, commands, startedUnderHandrail: true }, host);
const completes = { completeWorkflowExecution: {} };
const cancels: Job = { cancelWorkflow: {} };

describe('a call of continueAsNew', () => {
  const SWALLOWED = 'Workflow "order" has called continueAsNew, and has ended without it.';

  it.each([
    ['complete', completes],
    ['fail', { failWorkflowExecution: {} }],
  ])('comes to nothing in a run that goes on to %s', (_, end) => {
    activated([{}]);
    noteContinueAsNew(info, host);
    expect(said).toEqual([]);
    activated([{}], end);
    expect(said).toEqual([SWALLOWED]);
  });

  it('comes to nothing in a run that ended in the same activation, of which the worker hears first', () => {
    activated([{}], completes);
    noteContinueAsNew(info, host);
    expect(said).toEqual([SWALLOWED]);
  });

  it('is one that works', () => {
    noteContinueAsNew(info, host);
    activated([{}], { continueAsNewWorkflowExecution: {} });
    expect(said).toEqual([]);
  });

  it('belongs to its run alone', () => {
    noteContinueAsNew({ ...info, runId: randomUUID() }, host);
    activated([{}], completes);
    expect(said).toEqual([]);
  });

  it('may be overtaken by a cancellation', () => {
    noteContinueAsNew(info, host);
    activated([cancels], { cancelWorkflowExecution: {} });
    expect(said).toEqual([]);
  });
});

describe('a call in a scope that is cancelled', () => {
  it.each([
    ['activity', 'activity "refund"'],
    ['localActivity', 'local activity "refund"'],
    ['childWorkflow', 'child workflow "refund"'],
    ['nexusOperation', 'Nexus operation "refund"'],
  ])('is told where it answers to the cancellation itself: %s', (kind, call) => {
    activated([cancels]);
    noteLateCall(kind, 'refund', info, host);
    expect(said).toEqual([`Workflow "order" was cancelled, and so is what it calls then: ${call} never runs.`]);
  });

  it.each([
    ['the second attempt of a local activity', false],
    ['continue-as-new', 'continueAsNew'],
    ['what only a later version knows', 'somethingNew'],
  ])('is not told of %s', (_, kind) => {
    activated([cancels]);
    noteLateCall(kind, 'refund', info, host);
    expect(said).toEqual([]);
  });

  it.each<[string, Job[] | null]>([
    ['nothing else happened', [cancels]],
    ['cancelled twice over', [cancels, cancels]],
  ])('is a clean-up where %s', (_, jobs) => {
    activated(jobs);
    noteLateCall('activity', 'refund', info, host);
    expect(said).toHaveLength(1);
  });

  it.each<[string, Job[] | null]>([
    ['no job at all', []],
    ['none that is known', null],
    ['a signal beside it', [cancels, { signalWorkflow: { signalName: 'finish' } }]],
    ['something later', [{ signalWorkflow: { signalName: 'finish' } }]],
  ])('is not told of after %s', (_, jobs) => {
    activated([cancels]);
    activated(jobs);
    noteLateCall('activity', 'refund', info, host);
    expect(said).toEqual([]);
  });
});
