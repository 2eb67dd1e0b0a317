import * as sdk from '@temporalio/worker';
import { describe, expect, it } from 'vitest';
import { NativeConnection, Worker } from '../src';

describe('Worker', () => {
  it('is the same class to instanceof, both ways', () => {
    const ofTheSdk = Object.create(sdk.Worker.prototype) as unknown;
    const ofOurs = Object.create(Worker.prototype) as unknown;
    expect(ofTheSdk).toBeInstanceOf(Worker);
    expect(ofOurs).toBeInstanceOf(sdk.Worker);
  });

  it('has the name, the prototype and all static members of the original', () => {
    expect(Worker.name).toBe('Worker');
    expect(Worker.prototype).toBe(sdk.Worker.prototype);
    expect(Reflect.ownKeys(Worker)).toEqual(Reflect.ownKeys(sdk.Worker));
  });

  it('gives the same static function each time it is asked', () => {
    expect(Worker.create).toBe(Worker.create);
  });

  it('does not change the original', () => {
    expect(sdk.Worker.create).not.toBe(Worker.create);
  });

  it('can be extended, and the static methods of the subclass are inherited from it', () => {
    class Mine extends Worker {
      static readonly extra = 'mine';
    }
    expect(Object.create(Mine.prototype) as unknown).toBeInstanceOf(sdk.Worker);
    expect(Mine.create).toBe(Worker.create);
  });
});

describe('NativeConnection', () => {
  it('is the same class to instanceof, both ways', () => {
    expect(Object.create(sdk.NativeConnection.prototype) as unknown).toBeInstanceOf(NativeConnection);
    expect(Object.create(NativeConnection.prototype) as unknown).toBeInstanceOf(sdk.NativeConnection);
  });
});
