import { describe, expect, it, vi } from 'vitest';
import { mirrorClass } from '../../src/host';

class Original {
  static readonly kind = 'original';
  static create(...args: unknown[]): Original {
    return new this(...args);
  }
  static describe(): string {
    return this.name;
  }
  readonly args: unknown[];
  constructor(...args: unknown[]) {
    this.args = args;
  }
}

describe('mirrorClass', () => {
  const mirror = mirrorClass(
    Original,
    {
      create(this: typeof Original, text: string) {
        return Original.create.call(this, text.toUpperCase());
      },
    },
    (create, args) => create(...args, 'added'),
  );

  it('is the same class to instanceof, both ways, and by name and prototype', () => {
    expect(new mirror()).toBeInstanceOf(Original);
    expect(new Original()).toBeInstanceOf(mirror);
    expect(mirror.name).toBe('Original');
    expect(mirror.prototype).toBe(Original.prototype);
  });

  it('replaces construction, also for subclasses', () => {
    class Extended extends mirror {
      readonly own = true;
    }
    expect(new mirror('a').args).toEqual(['a', 'added']);
    expect(new Extended('a')).toMatchObject({ args: ['a', 'added'], own: true });
    expect(new Extended()).toBeInstanceOf(Extended);
  });

  it('replaces static methods, with the class that they are called on as `this`', () => {
    class Extended extends mirror {}
    expect(mirror.create('a').args).toEqual(['A']);
    expect(Extended.create('a')).toBeInstanceOf(Extended);
  });

  it('leaves the other static members, and the original class, as they are', () => {
    expect(mirror.kind).toBe('original');
    expect(mirror.describe()).toBe('Original');
    expect(new Original('a').args).toEqual(['a']);
    expect(Original.create('a').args).toEqual(['a']);
  });

  it('can be spied on like the class itself, which the spy does not reach', () => {
    const before = Object.getOwnPropertyDescriptor(Original, 'create');
    const spy = vi.spyOn(mirror, 'create');
    expect(mirror.create('a').args).toEqual(['A']);
    spy.mockReturnValue(new Original('fake'));
    expect(mirror.create('b').args).toEqual(['fake']);
    expect(mirror.create).toHaveBeenCalledTimes(2);
    expect(Original.create('c').args).toEqual(['c']);
    spy.mockRestore();
    expect(mirror.create('d').args).toEqual(['D']);
    expect(Object.getOwnPropertyDescriptor(Original, 'create')).toEqual(before);
  });

  it('can have a static method assigned and put back, as other spies do', () => {
    const { create } = mirror;
    mirror.create = () => new Original('fake');
    expect(mirror.create('a').args).toEqual(['fake']);
    mirror.create = create;
    expect(mirror.create('a').args).toEqual(['A']);
    expect(Original.create('a').args).toEqual(['a']);
  });

  it('takes what is assigned to a subclass for its own', () => {
    class Extended extends mirror {}
    Extended.create = () => new Original('extended');
    expect(Extended.create().args).toEqual(['extended']);
    expect(mirror.create('a').args).toEqual(['A']);
    expect(Original.create('a').args).toEqual(['a']);
  });
});
