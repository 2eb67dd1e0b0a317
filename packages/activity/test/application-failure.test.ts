import * as sdk from '@temporalio/common';
import { expect, it } from 'vitest';
import { ApplicationFailure } from '../src/application-failure';
import { FAILURE_OPTIONS } from '@handrail/common/host';

const optionsOf = (failure: object) => (failure as { readonly [FAILURE_OPTIONS]?: unknown })[FAILURE_OPTIONS];

it('is the class of the SDK, and its failures are too', () => {
  const made = [
    ApplicationFailure.create({ message: 'no' }),
    ApplicationFailure.nonRetryable('no'),
    new ApplicationFailure('no'),
  ];
  for (const failure of made) {
    expect(failure).toBeInstanceOf(sdk.ApplicationFailure);
    expect(failure).toBeInstanceOf(ApplicationFailure);
    expect(failure.constructor).toBe(sdk.ApplicationFailure);
  }
  expect(sdk.ApplicationFailure.create({})).toBeInstanceOf(ApplicationFailure);
  expect(new Error('no')).not.toBeInstanceOf(ApplicationFailure);
  expect(ApplicationFailure.name).toBe('ApplicationFailure');
});

it('remembers the names, not the values, of the options that create was given', () => {
  const failure = ApplicationFailure.create({ message: 'no', nonretryable: true } as object);
  expect(optionsOf(failure)).toEqual(['message', 'nonretryable']);
  expect(Object.keys(failure)).not.toContain(FAILURE_OPTIONS);
  expect(JSON.stringify(failure)).toBe(JSON.stringify(sdk.ApplicationFailure.create({ message: 'no' })));
});

it('knows a failure of another copy of the SDK', () => {
  const other = Object.assign(Object.create({}) as object, { __temporal_isApplicationFailure: true });
  expect(other instanceof ApplicationFailure).toBe(other instanceof sdk.ApplicationFailure);
});

it('can be extended, and makes instances of what extends it', () => {
  class Declined extends ApplicationFailure {}
  const failure = Declined.create({ message: 'no' });
  expect(failure).toBeInstanceOf(Declined);
  expect(failure).toBeInstanceOf(sdk.ApplicationFailure);
  expect(ApplicationFailure.create({}) instanceof Declined).toBe(false);
});
