// What is read of executions and task queues has to be what the SDK gives that reads everything.
import { describe, expect, it } from 'vitest';
import { readDescription } from '../../src/gather/description';
import { description } from '../../src/gather/description-shape';
import { readQueue } from '../../src/gather/queue';
import { queueDescription } from '../../src/gather/queue-shape';
import { decode, type Shape } from '../../src/gather/wire-format';
import type { Description, QueueDescription } from '../../src/gather/wire-types';
import { filled, lookUpType, numbers, picks } from '../support/filled-message';

interface Answer {
  readonly name: string;
  readonly type: string;
  readonly shape: Shape;
  readonly read: (answer: object) => unknown;
}

const ANSWERS: readonly Answer[] = [
  {
    name: 'an execution',
    type: 'DescribeWorkflowExecutionResponse',
    shape: description,
    read: (answer) => readDescription(answer as Description),
  },
  {
    name: 'a task queue',
    type: 'DescribeTaskQueueResponse',
    shape: queueDescription,
    read: (answer) => readQueue(answer as QueueDescription, 'workflow', 'orders'),
  },
];

const RUNNING = 1;
const PAUSED = 8;

describe.each(ANSWERS)('the description of $name', ({ type: name, shape, read }) => {
  const type = lookUpType<object>(`temporal.api.workflowservice.v1.${name}`);

  /** What the SDK makes of an answer, and what we do. */
  function bothOf(isSet: () => boolean, status?: number): readonly [expected: unknown, actual: unknown] {
    const values = filled(type.fieldsArray, isSet, numbers());
    const info = values['workflowExecutionInfo'] as Record<string, unknown> | undefined;
    if (info !== undefined && status !== undefined) info['status'] = status;
    const bytes = type.encode(type.fromObject(values)).finish();
    return [read(type.decode(bytes)), read(decode(shape, bytes))];
  }

  it('reads as the SDK reads it, with every field set', () => {
    const [expected, actual] = bothOf(() => true, RUNNING);
    expect(actual).toEqual(expected);
  });

  it('reads as the SDK reads it, with no field set', () => {
    const [expected, actual] = bothOf(() => false);
    expect(actual).toEqual(expected);
  });

  it.each(Array.from({ length: 60 }, (_, seed) => seed))(
    'reads as the SDK reads it, with some fields set (seed %i)',
    (seed) => {
      const [expected, actual] = bothOf(picks(seed, 40 + seed), [RUNNING, PAUSED, undefined][seed % 3]);
      expect(actual).toEqual(expected);
    },
  );

  it('knows an answer that is cut short', () => {
    const bytes = type.encode(type.fromObject(filled(type.fieldsArray, () => true, numbers()))).finish();
    expect(() => decode(shape, bytes.subarray(0, -1))).toThrow('cut short');
  });
});
