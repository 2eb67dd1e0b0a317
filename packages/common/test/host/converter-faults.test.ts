import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ValueError } from '@temporalio/common';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { badDataConverter, converterModuleFault } from '../../src/host';

const load = createRequire(import.meta.url);
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'converter-'));
  path = join(folder, 'converter.cjs');
});
afterEach(() => rmSync(folder, { recursive: true }));

function thrownBy(source: string): unknown {
  writeFileSync(path, source);
  try {
    load(path);
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('a module of a converter', () => {
  it.each([
    ['does not parse', 'exports.payloadConverter = {;', /^is a module that cannot be loaded: Unexpected token ';'$/],
    ['throws', 'throw new Error("no key")', /^is a module that cannot be loaded: no key$/],
  ])('that %s is named', (_, source, reason) => {
    const fault = converterModuleFault(thrownBy(source), { payloadConverterPath: path });
    expect(fault).toMatchObject({ option: 'payloadConverterPath', path });
    expect(fault!.reason).toMatch(reason);
  });

  it('that imports what is not there is told apart from one that is not there itself', () => {
    const error = new ValueError(`Could not find a file at the specified failureConverterPath: '${path}'.`);
    expect(converterModuleFault(error, { failureConverterPath: path })).toBeUndefined();
    writeFileSync(path, '');
    expect(converterModuleFault(error, { failureConverterPath: path })).toEqual({
      option: 'failureConverterPath',
      path,
      reason: 'is a module that imports another one which cannot be found',
    });
  });

  it('that is named by a relative path is not looked for here', () => {
    const payloadConverterPath = './package.json';
    const error = new ValueError(
      `Could not find a file at the specified payloadConverterPath: '${payloadConverterPath}'.`,
    );
    expect(converterModuleFault(error, { payloadConverterPath })).toBeUndefined();
  });

  it.each([['file:///srv/converter.js'], [new URL('file:///srv/converter.js')]])(
    'that is named by an address is told of: %s',
    (payloadConverterPath) => {
      const thrown = [
        new TypeError('The "id" argument must be of type string. Received an instance of URL'),
        new ValueError(`Could not find a file at the specified payloadConverterPath: '${payloadConverterPath}'.`),
      ];
      for (const error of thrown)
        expect(converterModuleFault(error, { payloadConverterPath })).toEqual({
          option: 'payloadConverterPath',
          path: 'file:///srv/converter.js',
          isUrl: true,
          reason: 'is an address: pass fileURLToPath(…) of it, of node:url',
        });
      expect(converterModuleFault(new Error('connect ECONNREFUSED'), { payloadConverterPath })).toBeUndefined();
    },
  );

  it('is not blamed for what has nothing to do with it', () => {
    expect(converterModuleFault(new Error('connect ECONNREFUSED'), { payloadConverterPath: path })).toBeUndefined();
    expect(converterModuleFault(undefined, undefined)).toBeUndefined();
  });
});

describe('a data converter', () => {
  it.each<[string, unknown, RegExp]>([
    ['an instance', { toPayload() {}, fromPayload() {} }, /is a payload converter itself: export it from a module/],
    ['a class', class {}, /is not an object of options: pass \{ payloadConverterPath \}/],
    ['a path', './converter', /is not an object: pass \{ payloadConverterPath \}/],
    [
      'codecs that are no list',
      { payloadCodecs: {} },
      /dataConverter\.payloadCodecs: an object, which is not an array/,
    ],
  ])('is none where it is %s', (_, given, words) => {
    const [problem] = badDataConverter('The client', given);
    expect(problem?.code).toBe('HR2014');
    expect(problem?.head).toMatch(words);
  });

  it('is one with paths, with codecs, and loaded', () => {
    const codec = { encode: async () => [], decode: async () => [] };
    const loaded = { payloadConverter: {}, failureConverter: {}, payloadCodecs: [], toPayload() {} };
    for (const each of [undefined, null, {}, { payloadConverterPath: path }, { payloadCodecs: [codec] }, loaded])
      expect(badDataConverter('The client', each)).toEqual([]);
  });
});
