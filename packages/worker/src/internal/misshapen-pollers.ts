import { badValue, misspeltOptions, readField } from '@handrail/common/host';
import type { Problem } from '@handrail/errors';
import type { WorkerOptions } from '@temporalio/worker';
import { badCount, badWord } from './worker-option-values';

const BEHAVIORS = ['workflowTaskPollerBehavior', 'activityTaskPollerBehavior', 'nexusTaskPollerBehavior'] as const;

const NAMES = ['type', 'minimum', 'maximum', 'initial'];
const MEANT = { max: 'maximum', min: 'minimum' };

/** What the SDK fills in. */
const DEFAULTS = { minimum: 1, initial: 5, maximum: 100 };

/** How a worker polls: whatever has not the type of a fixed number the SDK takes for one that adapts itself (HR2014, HR2012). */
export function badPollers(subject: string, options: WorkerOptions): Problem[] {
  return BEHAVIORS.flatMap((name) => {
    const given: unknown = options[name];
    if (given == null) return [];
    if (typeof given !== 'object')
      return [badValue(subject, name, given, "is not an object: write { type: 'autoscaling', maximum: 20 }")];
    const misspelt = misspeltOptions(subject, given, { names: NAMES, meant: MEANT }, `${name}.`);
    const type = badWord(subject, `${name}.type`, readField(given, 'type'), ['simple-maximum', 'autoscaling']);
    const counts = ['minimum', 'initial', 'maximum'].flatMap((each) =>
      badCount(subject, `${name}.${each}`, readField(given, each)),
    );
    const faults = [...misspelt, ...type, ...counts];
    return faults.length > 0 ? faults : outOfOrder(subject, name, given);
  });
}

function outOfOrder(subject: string, name: string, given: object): Problem[] {
  if (readField(given, 'type') === 'simple-maximum') {
    return (['minimum', 'initial'] as const).flatMap((each) => {
      const value = readField(given, each);
      if (value == null) return [];
      const reason = "is read only beside type: 'autoscaling'";
      return [{ ...badValue(subject, `${name}.${each}`, value, reason), disposition: 'warn' as const }];
    });
  }
  const of = (each: keyof typeof DEFAULTS) => (readField(given, each) ?? DEFAULTS[each]) as number;
  const said = (each: keyof typeof DEFAULTS) =>
    `${each}, which is ${of(each)}${readField(given, each) == null ? ' by default' : ''}`;
  if (of('minimum') > of('maximum'))
    return [badValue(subject, `${name}.minimum`, of('minimum'), `is more than ${said('maximum')}`)];
  if (of('initial') > of('maximum'))
    return [
      badValue(
        subject,
        `${name}.initial`,
        readField(given, 'initial'),
        `is more than ${said('maximum')}${readField(given, 'initial') == null ? `: without a value it is ${DEFAULTS.initial}` : ''}`,
      ),
    ];
  if (of('initial') < of('minimum'))
    return [
      badValue(
        subject,
        `${name}.initial`,
        readField(given, 'initial'),
        `is less than ${said('minimum')}${readField(given, 'initial') == null ? `: without a value it is ${DEFAULTS.initial}` : ''}`,
      ),
    ];
  return [];
}
