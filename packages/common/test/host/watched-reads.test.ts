import {
  ApplicationFailure,
  CompositePayloadConverter,
  defaultPayloadConverter,
  JsonPayloadConverter,
  type Payload,
  type PayloadConverter,
} from '@temporalio/common';
import { encode } from '@temporalio/common/lib/encoding';
import { describe, expect, it } from 'vitest';
import { readFaultOf, watchedReads } from '../../src/host/watched-reads';

class Picky implements PayloadConverter {
  #seen = 0;
  toPayload(value: unknown): Payload {
    return { metadata: { encoding: encode('text/mine') }, data: encode(String(value)) };
  }
  fromPayload<T>({ data }: Payload): T {
    this.#seen += 1;
    if (data?.length === 0) throw new RangeError('there is nothing');
    if (data?.length === 1) throw ApplicationFailure.nonRetryable('refused', 'Refused');
    if (data?.length === 2) throw 'a text';
    return this.#seen as T;
  }
}

const payload = (text: string): Payload => ({ metadata: { encoding: encode('text/mine') }, data: encode(text) });

function thrown(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('a payload converter that throws', () => {
  it('remembers which value of a list it was, its encoding, and the line', () => {
    const converter = watchedReads(new Picky());
    const error = thrown(() =>
      [payload('fine'), payload('fine'), payload('')].map((each) => converter.fromPayload(each)),
    );
    expect(readFaultOf(error)).toEqual({
      index: 2,
      encoding: 'text/mine',
      converter: 'Picky',
      place: expect.stringMatching(/^packages\/common\/test\/host\/watched-reads\.test\.ts:\d+$/) as string,
    });
  });

  it('counts anew where something else comes in between', async () => {
    const converter = watchedReads(new Picky());
    converter.fromPayload(payload('fine'));
    await Promise.resolve();
    expect(readFaultOf(thrown(() => converter.fromPayload(payload(''))))).toMatchObject({ index: 0 });
  });

  it('is found by the stack, which the SDK hands on to an error of its own', () => {
    const converter = watchedReads(new Picky());
    const error = thrown(() => converter.fromPayload(payload(''))) as Error;
    expect(readFaultOf(ApplicationFailure.fromError(error, { message: 'Failed to parse' }))).toMatchObject({
      index: 0,
    });
  });

  it.each([
    ['a failure, which is thrown on purpose', new Picky(), payload('x')],
    ['a text', new Picky(), payload('xy')],
    [
      'the SDK’s own error, which says by itself what is wrong',
      new CompositePayloadConverter(new JsonPayloadConverter()),
      { metadata: { encoding: encode('json/plain') }, data: encode('{') },
    ],
  ])('remembers nothing of %s', (_, own, given) => {
    const converter = watchedReads(own);
    expect(readFaultOf(thrown(() => converter.fromPayload(given)))).toBeUndefined();
  });

  it('is to everybody else the same: private fields, class, and watched once', () => {
    const own = new Picky();
    const converter = watchedReads(own);
    expect(converter.fromPayload(payload('fine'))).toBe(1);
    expect(converter).toBeInstanceOf(Picky);
    expect(watchedReads(converter)).toBe(converter);
    expect(watchedReads(defaultPayloadConverter)).toBe(defaultPayloadConverter);
  });

  it.each([undefined, null, 'a text', {}, new Error('other')])('is not what %s comes from', (error) => {
    expect(readFaultOf(error)).toBeUndefined();
  });
});
