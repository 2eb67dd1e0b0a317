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
  const isDefault = (each: keyof typeof DEFAULTS) => readField(given, each) == null;
  const wrong = (each: keyof typeof DEFAULTS, than: string, other: keyof typeof DEFAULTS): Problem[] => {
    const bound = `is ${than} than ${other}, which is ${of(other)}${isDefault(other) ? ' by default' : ''}`;
    const own = isDefault(each) ? `: without a value it is ${DEFAULTS[each]}` : '';
    return [badValue(subject, `${name}.${each}`, readField(given, each), bound + own)];
  };
  if (of('minimum') > of('maximum')) return wrong('minimum', 'more', 'maximum');
  if (of('initial') > of('maximum')) return wrong('initial', 'more', 'maximum');
  return of('initial') < of('minimum') ? wrong('initial', 'less', 'minimum') : [];
}
