// What a further round of states has taught, on facts.
import { describe, expect, it } from 'vitest';
import { diagnose } from '../src/diagnose';
import { activity, ago, child, execution, facts, history, waitingActivity } from './support/facts';

const told = (given: Parameters<typeof diagnose>[0]) => diagnose(given)[0].evidence.map(({ what }) => what);

describe('a parent of children that are stuck', () => {
  const paused = child({
    workflowId: 'order-17/paused',
    activities: [activity({ isPaused: true, state: 'PAUSED', pause: { since: ago(5), identity: 'anna' } })],
  });
  const retrying = child({
    workflowId: 'order-17/retrying',
    activities: [waitingActivity({ attempt: 3, lastFailure: { message: 'ECONNREFUSED' }, scheduledTime: ago(300) })],
  });

  it.each([
    ['first', [paused, retrying]],
    ['last', [retrying, paused]],
  ])('waits first of all for what comes first among causes, also where the server lists it %s', (_, children) => {
    const [verdict, other] = diagnose(facts({ children }));
    expect(verdict.path?.at(-1)).toEqual({ workflowId: 'order-17/paused', cause: 'activity-paused' });
    expect(other?.path?.at(-1)).toEqual({ workflowId: 'order-17/retrying', cause: 'activity-retrying' });
  });

  it('is said to go on before where its worker tells what else it takes', () => {
    const consequence = (insight?: object) =>
      diagnose(facts({ children: [retrying], ...(insight !== undefined && { insight: insight as never }) }))[0]
        .consequence;
    const knows = { waitsAt: [], isDefinitionKnown: true, signals: ['approve'], updates: ['change'] };
    expect(consequence(knows)).toContain(
      'The parent waits as long as the child, unless signal "approve" or update "change" is what lets it go on. ',
    );
    expect(consequence()).toContain('The parent waits as long as the child. ');
    expect(consequence({ ...knows, signals: [], updates: [] })).toContain('The parent waits as long as the child. ');
  });
});

it('says what a run that timed out was waiting for where that was a Nexus operation', () => {
  const openOperations = [{ name: 'charges.charge', since: ago(60) }];
  const timedOut = facts({ status: 'TIMED_OUT', closeTime: ago(5), history: history({ openOperations }) });
  expect(diagnose(timedOut)[0].headline).toContain('while it waited for Nexus operation "charges.charge".');
  expect(told(timedOut)).toContain('it was waiting for Nexus operation "charges.charge"');
});

it('says of a run that completed that it had been asked to cancel', () => {
  const cancelRequest = { eventId: 5, type: 'WORKFLOW_EXECUTION_CANCEL_REQUESTED', time: ago(9) };
  const completed = (more: object) =>
    told(facts({ ...execution({ status: 'COMPLETED', closeTime: ago(5) }), history: history(more) }));
  expect(completed({ cancelRequest })).toEqual(['status COMPLETED', 'cancellation had been requested before it ended']);
  expect(completed({})).toEqual(['status COMPLETED']);
});
