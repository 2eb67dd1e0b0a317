// What the text of a bundle gives away before a worker runs it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundleFault } from '../../src/internal/bundle-fault';

const map = (json: string) =>
  `//# sourceMappingURL=data:application/json;charset=utf-8;base64,${Buffer.from(json).toString('base64')}`;
const CODE = 'var __TEMPORAL__;\n(() => { var modules = {}; })();\n';

describe('a bundle', () => {
  it.each([
    ['', 'is empty'],
    ['\n', 'is empty'],
    ['exports.order = async () => 1;', 'is no bundle of workflow code'],
    [CODE, 'ends without its source map'],
    [`${CODE}${map('{"version":3}').slice(0, -3)}`, 'is cut off, in the middle of its source map'],
  ])('%j %s', (code, reason) => {
    expect(bundleFault(code)?.reason).toBe(reason);
  });

  it('is whole with any map, and with lines behind it', () => {
    fc.assert(
      fc.property(fc.record({ sources: fc.array(fc.string()) }), (sources) => {
        expect(bundleFault(CODE + map(JSON.stringify(sources)))).toBeUndefined();
        expect(bundleFault(`${CODE}${map(JSON.stringify(sources))}\n\n`)).toBeUndefined();
      }),
    );
  });

  it('that another tool maps in another form is left to the SDK', () => {
    expect(bundleFault(`${CODE}//# sourceMappingURL=data:application/json,{"version":3`)).toBeUndefined();
  });
});
