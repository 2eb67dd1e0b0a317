import { badValue, formatDuration, readDuration, readField } from '@handrail/common/host';
import type { Problem } from '@handrail/errors';
import type { WorkerOptions } from '@temporalio/worker';
import { badPollers } from './misshapen-pollers';
import { badTuner } from './misshapen-tuner';
import { badOptionValues } from './worker-option-values';

/** What of a worker's settings the SDK takes for another one, without a word (HR2014). */
export function misshapenSettings(subject: string, options: WorkerOptions): Problem[] {
  return [
    ...badOptionValues(subject, options),
    ...badPollers(subject, options),
    ...badTuner(subject, options),
    ...badTimes(subject, options),
    ...badSwitches(subject, options),
  ];
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
