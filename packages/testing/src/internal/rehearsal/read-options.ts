import { showValue } from '@handrail/common/host';
import { HR6021 } from '@handrail/errors';
import type { RehearsalMode, RehearsalOptions } from '../../rehearsal';
import type { World } from '../../world';
import { unknownOption } from '../idempotency/bad-option';

/** The options with every default filled in. */
export interface RehearsalSettings {
  readonly mode: RehearsalMode;
  readonly rate: number;
  readonly only: ReadonlySet<string> | undefined;
  readonly allowNamespaces: readonly string[];
  readonly worlds: readonly World[];
  readonly probe: RehearsalOptions['probe'];
  readonly reportFile: string | undefined;
  readonly longestWaitMilliseconds: number;
  readonly seed: number;
}

const MODES: readonly RehearsalMode[] = ['retry-after-success', 'drop-completion', 'shadow', 'kill'];

/** Reads the options of a rehearsal; what makes no sense is refused by name (HR6021). */
export function readRehearsalOptions(options: RehearsalOptions): RehearsalSettings {
  if (typeof options !== 'object' || (options as unknown) === null)
    throw bad('options', options, `an object with a mode (${MODES.join(', ')})`);
  const { mode, rate = 1, only, allowNamespaces = [], probe, reportFile, seed = 1 } = options;
  const { longestWaitMilliseconds = 120_000 } = options;
  for (const name of Object.keys(options)) if (!NAMES.includes(name)) throw HR6021.error(unknownOption(name, NAMES));
  if (!MODES.includes(mode)) throw bad('mode', mode, MODES.map((each) => `'${each}'`).join(' or '));
  if (typeof rate !== 'number' || !(rate >= 0 && rate <= 1)) throw bad('rate', rate, 'a number from 0 to 1');
  if (only !== undefined && !isTexts(only)) throw bad('only', only, 'a list of activity types');
  if (!isTexts(allowNamespaces)) throw bad('allowNamespaces', allowNamespaces, 'a list of namespaces');
  if (probe !== undefined && typeof probe !== 'function') throw bad('probe', probe, 'a function');
  if (reportFile !== undefined && (typeof reportFile !== 'string' || reportFile === ''))
    throw bad('reportFile', reportFile, 'a path');
  if (mode === 'kill' && reportFile === undefined)
    throw bad('reportFile', reportFile, 'a path: the process that is killed must leave word for the next one');
  if (!Number.isSafeInteger(seed)) throw bad('seed', seed, 'a whole number');
  if (!Number.isSafeInteger(longestWaitMilliseconds) || longestWaitMilliseconds < 1)
    throw bad('longestWaitMilliseconds', longestWaitMilliseconds, 'a whole number from 1');
  return {
    mode,
    rate,
    only: only && new Set(only),
    allowNamespaces,
    worlds: worldsOf(options.world),
    probe,
    reportFile,
    longestWaitMilliseconds,
    seed,
  };
}

const NAMES = [
  'mode',
  'rate',
  'only',
  'allowNamespaces',
  'world',
  'probe',
  'reportFile',
  'longestWaitMilliseconds',
  'seed',
];

function worldsOf(world: RehearsalOptions['world']): readonly World[] {
  if (world === undefined) return [];
  const worlds = Array.isArray(world) ? (world as readonly World[]) : [world as World];
  for (const each of worlds)
    if (typeof (each as Partial<World> | null)?.snapshot !== 'function' || typeof each.name !== 'string')
      throw bad('world', each, 'a world, or a list of them');
  return worlds;
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'string' && each !== '');
}

function bad(option: string, value: unknown, expected: string): Error {
  return HR6021.error({ option, value: showValue(value), expected });
}
