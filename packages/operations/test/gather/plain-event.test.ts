import { expect, it } from 'vitest';
import { readEvent } from '../../src/gather/plain-event';

// As the server numbers them.
const ACTIVITY_TASK_STARTED = 11;
const NEXUS_OPERATION_SCHEDULED = 48;

function read(eventType: number, attributes: object) {
  return readEvent({ eventId: 9 as never, eventType, ...attributes });
}

it.each([
  [50, 'NEXUS_OPERATION_COMPLETED', 'nexusOperationCompletedEventAttributes'],
  [51, 'NEXUS_OPERATION_FAILED', 'nexusOperationFailedEventAttributes'],
  [52, 'NEXUS_OPERATION_CANCELED', 'nexusOperationCanceledEventAttributes'],
  [53, 'NEXUS_OPERATION_TIMED_OUT', 'nexusOperationTimedOutEventAttributes'],
])('knows which Nexus operation ends with an event %i, %s', (number, type, field) => {
  expect(read(number, { [field]: { scheduledEventId: 5 } })).toMatchObject({ type, belongsTo: 5 });
});

it('knows which Nexus operation was asked for', () => {
  const nexusOperationScheduledEventAttributes = { service: 'payments', operation: 'charge' };
  expect(read(NEXUS_OPERATION_SCHEDULED, { nexusOperationScheduledEventAttributes }).name).toBe('payments.charge');
});

it('knows at which attempt an activity was begun, and what the one before failed with', () => {
  const activityTaskStartedEventAttributes = { scheduledEventId: 5, attempt: 3, lastFailure: { message: 'down' } };
  expect(read(ACTIVITY_TASK_STARTED, { activityTaskStartedEventAttributes })).toMatchObject({
    belongsTo: 5,
    attempt: 3,
    failure: { message: 'down' },
  });
});
