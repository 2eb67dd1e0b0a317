import { badValue, misspeltOptions, readField } from '@handrail/common/host';
import type { Problem } from '@handrail/errors';
import type { WorkerOptions } from '@temporalio/worker';
import { badCount, badDuration, badWord } from './worker-option-values';

const KINDS = ['workflowTask', 'activityTask', 'localActivityTask', 'nexusTask'];
const SUPPLIERS = KINDS.map((kind) => `${kind}SlotSupplier`);
const SLOT_OPTIONS = KINDS.map((kind) => `${kind}SlotOptions`);
const TARGETS = ['targetMemoryUsage', 'targetCpuUsage'];
const SLOTS = ['minimumSlots', 'maximumSlots', 'rampThrottle'];
const FORMS =
  'tunerOptions: { targetMemoryUsage: 0.8, targetCpuUsage: 0.9 }, or a slot supplier for each of the four kinds of tasks';

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  'fixed-size': ['type', 'numSlots'],
  'resource-based': ['type', 'tunerOptions', 'controller', ...SLOTS],
};

/** What of a tuner the SDK or its core takes for another, or fails on in words of its own (HR2014, HR2012, HR2010). */
export function badTuner(subject: string, options: WorkerOptions): Problem[] {
  const { maxConcurrentNexusTaskExecutions: nexus } = options;
  const tuner: unknown = options.tuner;
  if (tuner == null) return [];
  if (typeof tuner !== 'object') return [badValue(subject, 'tuner', tuner, `is not an object: give it ${FORMS}`)];
  const unread =
    // Of the other three the SDK says so.
    nexus == null
      ? []
      : [badValue(subject, 'maxConcurrentNexusTaskExecutions', nexus, 'is not read beside tuner: keep one of them')];
  const names = ['tunerOptions', 'controller', ...SUPPLIERS, ...SLOT_OPTIONS];
  const misspelt = misspeltOptions(subject, tuner, { names }, 'tuner.');
  if (misspelt.length > 0) return [...misspelt, ...unread];
  const has = (name: string) => readField(tuner, name) != null;
  if (has('tunerOptions') || has('controller')) return [...unread, ...ofResources(subject, tuner)];
  const missing = SUPPLIERS.filter((name) => !has(name));
  if (missing.length === SUPPLIERS.length)
    return [...unread, badValue(subject, 'tuner', tuner, `has none of what a tuner is made of: give it ${FORMS}`)];
  return [
    ...unread,
    ...missing.map((name) =>
      badValue(
        subject,
        `tuner.${name}`,
        readField(tuner, name),
        'is missing: a tuner has a slot supplier for each kind of tasks',
      ),
    ),
    ...SUPPLIERS.filter(has).flatMap((name) => badSupplier(subject, `tuner.${name}`, readField(tuner, name))),
  ];
}

function ofResources(subject: string, tuner: object): Problem[] {
  return [
    ...badTargets(subject, 'tuner.tunerOptions', readField(tuner, 'tunerOptions')),
    ...SLOT_OPTIONS.flatMap((name) => {
      const given = readField(tuner, name);
      return [
        ...misspeltOptions(subject, given, { names: SLOTS }, `tuner.${name}.`),
        ...badSlots(subject, `tuner.${name}`, given),
      ];
    }),
  ];
}

function badSupplier(subject: string, path: string, supplier: unknown): Problem[] {
  if (typeof supplier !== 'object')
    return [badValue(subject, path, supplier, "is not an object: write { type: 'fixed-size', numSlots: 20 }")];
  const type = readField(supplier, 'type');
  const words = badWord(subject, `${path}.type`, type, ['fixed-size', 'resource-based', 'custom']);
  // A supplier of the user's own may be a class with fields.
  const names = FIELDS[String(type)];
  if (words.length > 0 || names === undefined) return words;
  const misspelt = misspeltOptions(
    subject,
    supplier,
    { names, meant: { slots: 'numSlots', size: 'numSlots', maxSlots: 'numSlots' } },
    `${path}.`,
  );
  if (misspelt.length > 0) return misspelt;
  if (type === 'resource-based')
    return [
      ...badTargets(subject, `${path}.tunerOptions`, readField(supplier, 'tunerOptions')),
      ...badSlots(subject, path, supplier),
    ];
  const slots = readField(supplier, 'numSlots');
  const least = path.endsWith('.workflowTaskSlotSupplier') ? 2 : 1;
  return slots == null
    ? [badValue(subject, `${path}.numSlots`, slots, 'is not a whole number from 1 up')]
    : badCount(subject, `${path}.numSlots`, slots, least);
}

function badTargets(subject: string, path: string, given: unknown): Problem[] {
  if (given == null) return [];
  const misspelt = misspeltOptions(subject, given, { names: TARGETS }, `${path}.`);
  if (misspelt.length > 0) return misspelt;
  return TARGETS.flatMap((name) => {
    const value = readField(given, name);
    if (typeof value === 'number' && value > 0 && value <= 1) return [];
    const isPercent = typeof value === 'number' && value > 1 && value <= 100;
    const meant = isPercent ? `: ${value / 100} stands for ${value} %` : ': give one from 0 to 1';
    return [badValue(subject, `${path}.${name}`, value, `is not a share${meant}`)];
  });
}

function badSlots(subject: string, path: string, supplier: unknown): Problem[] {
  const [minimum, maximum] = [readField(supplier, 'minimumSlots'), readField(supplier, 'maximumSlots')];
  const faults = [
    ...badCount(subject, `${path}.minimumSlots`, minimum, 0),
    ...badCount(subject, `${path}.maximumSlots`, maximum),
    ...badDuration(subject, `${path}.rampThrottle`, readField(supplier, 'rampThrottle')),
  ];
  if (faults.length > 0 || typeof minimum !== 'number' || typeof maximum !== 'number' || minimum <= maximum)
    return faults;
  return [badValue(subject, `${path}.minimumSlots`, minimum, `is more than maximumSlots, which is ${maximum}`)];
}
