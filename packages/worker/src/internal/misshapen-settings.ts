import { badValue, formatDuration, readDuration, readField } from '@handrail/common/host';
import type { Problem } from '@handrail/errors';
import type { WorkerOptions } from '@temporalio/worker';

/** What of a worker's settings the SDK takes for another one, without a word (HR2014). */
export function misshapenSettings(subject: string, options: WorkerOptions): Problem[] {
  return [...badTuner(subject, options.tuner), ...badTimes(subject, options), ...badSwitches(subject, options)];
}

const TARGETS = ['targetMemoryUsage', 'targetCpuUsage'];

function badTuner(subject: string, tuner: unknown): Problem[] {
  if (typeof tuner !== 'object' || tuner === null) return [];
  const suppliers = Object.entries(tuner).filter(([, value]) => typeof value === 'object' && value !== null);
  const ofAll = readField(tuner, 'tunerOptions');
  return [
    ...badTargets(subject, 'tuner.tunerOptions', ofAll),
    ...suppliers.flatMap(([name, supplier]) => [
      ...badTargets(subject, `tuner.${name}.tunerOptions`, readField(supplier, 'tunerOptions')),
      ...badSlots(subject, `tuner.${name}`, supplier),
    ]),
  ];
}

function badTargets(subject: string, path: string, given: unknown): Problem[] {
  return TARGETS.flatMap((name) => {
    const value = readField(given, name);
    // What is no number the core refuses by itself.
    if (typeof value !== 'number' || (value > 0 && value <= 1)) return [];
    const meant = value > 1 && value <= 100 ? `: ${value / 100} stands for ${value} %` : ': give one from 0 to 1';
    return [badValue(subject, `${path}.${name}`, value, `is not a share${meant}`)];
  });
}

function badSlots(subject: string, path: string, supplier: unknown): Problem[] {
  const [minimum, maximum] = [readField(supplier, 'minimumSlots'), readField(supplier, 'maximumSlots')];
  if (typeof minimum !== 'number' || typeof maximum !== 'number' || minimum <= maximum) return [];
  return [badValue(subject, `${path}.minimumSlots`, minimum, `is more than maximumSlots, which is ${maximum}`)];
}

// It ends at the earlier of both, and activities never hear that they have to stop.
function badTimes(subject: string, { shutdownGraceTime, shutdownForceTime }: WorkerOptions): Problem[] {
  if (shutdownForceTime == null || shutdownGraceTime == null) return [];
  const grace = readDuration(shutdownGraceTime).milliseconds;
  const force = readDuration(shutdownForceTime).milliseconds;
  if (grace === undefined || force === undefined || force > grace) return [];
  const reason = `is over before shutdownGraceTime (${formatDuration(grace)}): activities are killed without having been told to stop`;
  return [{ ...badValue(subject, 'shutdownForceTime', shutdownForceTime, reason), disposition: 'warn' }];
}

const SWITCHES = [
  'debugMode',
  'reuseV8Context',
  'showStackTraceSources',
  'enableNonLocalActivities',
  'enableSDKTracing',
  'useVersioning',
  'disablePayloadErrorLimit',
];

/** Texts that mean no, as environment variables do, and count as yes. */
const NO = /^(?:false|0|no|off)$/i;

function badSwitches(subject: string, options: WorkerOptions): Problem[] {
  return SWITCHES.flatMap((name) => {
    const value = readField(options, name);
    if (typeof value !== 'string' || !NO.test(value.trim())) return [];
    return [badValue(subject, name, value, 'is a text, and so counts as true: pass true or false')];
  });
}
