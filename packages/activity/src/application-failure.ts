import { FAILURE_OPTIONS } from '@handrail/common/host';
import * as sdk from '@temporalio/activity';

/**
 * The SDK's `ApplicationFailure`. A failure that `create` makes remembers the names of the options that it was made of: the SDK drops
 * those that it does not know, and a worker tells of them where the failure is thrown.
 */
export type ApplicationFailure = sdk.ApplicationFailure;

type FailureClass = typeof sdk.ApplicationFailure;
type Method = (...args: unknown[]) => unknown;

// No proxy, which could not answer for the SDK's way to know failures of its other copies: that is fixed on the class.
function mirror(...args: unknown[]): object {
  const { ApplicationFailure: target } = sdk;
  return Reflect.construct(target, args, (new.target as unknown) === mirror ? target : new.target) as object;
}
Object.setPrototypeOf(mirror, sdk.ApplicationFailure);
define('name', { value: 'ApplicationFailure' });
define('prototype', { value: sdk.ApplicationFailure.prototype, writable: false });
define(Symbol.hasInstance, { value: inherited(Symbol.hasInstance) });
const create = inherited('create');
define('create', {
  writable: true,
  value(this: unknown, ...args: unknown[]): unknown {
    return withNames(Reflect.apply(create, this, args), args[0]);
  },
});

export const ApplicationFailure = mirror as unknown as FailureClass;

/** The SDK's static method; called on a class that extends the mirror, it sees that. */
function inherited(name: 'create' | typeof Symbol.hasInstance): Method {
  return function (this: unknown, ...args: unknown[]): unknown {
    const method = Reflect.get(sdk.ApplicationFailure, name) as Method;
    return Reflect.apply(method, this === mirror ? sdk.ApplicationFailure : this, args);
  };
}

function define(name: string | symbol, descriptor: PropertyDescriptor): void {
  Object.defineProperty(mirror, name, name === 'prototype' ? descriptor : { configurable: true, ...descriptor });
}

function withNames(failure: unknown, options: unknown): unknown {
  if (typeof failure !== 'object' || failure === null || typeof options !== 'object' || options === null)
    return failure;
  Object.defineProperty(failure, FAILURE_OPTIONS, { value: Object.keys(options), configurable: true });
  return failure;
}
