// What the command prints where it fails, and what of it --json gives.
import { enrich, HR4005, HR9016 } from '@handrail/errors';
import { describe, expect, it } from 'vitest';
import { failureObject, formatFailure } from '../../src/formats/failure';
import { styleFor } from '../../src/style';

const style = styleFor(false);
const faults = [{ source: 'tls.clientCertPair.crt', reason: 'cannot be read as PEM' }];

describe('a failure', () => {
  it('of the system’s own class that Handrail explains is no fault of ours, and has no stack', () => {
    const error = enrich(new TypeError('no start line'), HR4005.problem({ faults }));
    const text = formatFailure(error, '0.1.0', style);
    expect(text.split('\n')[0]).toBe(
      '[HR4005] The connection settings have a fault: tls.clientCertPair.crt cannot be read as PEM.',
    );
    expect(text).not.toMatch(/This is a fault in handrail|^ +at |no start line$/m);
    expect(failureObject(error)).toEqual({ schema: 'handrail.error/1', code: 'HR4005', message: text });
  });

  it('of Handrail’s class is shown as it is', () => {
    const error = HR9016.error({ problem: 'unknown option', command: 'handrail why' });
    expect(formatFailure(error, '0.1.0', style)).toBe(error.message);
    expect(failureObject(error)).toMatchObject({ code: 'HR9016', message: error.message });
  });

  it('that nobody knows is shown with its stack', () => {
    const error = new TypeError('x is not a function');
    expect(formatFailure(error, '0.1.0', style)).toContain(`${error.stack}\n\nThis is a fault in handrail 0.1.0.`);
    expect(failureObject(error)).toEqual({ schema: 'handrail.error/1', message: 'x is not a function' });
  });
});
