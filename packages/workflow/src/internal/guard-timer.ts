import { guardCall } from './guard-call';
import { getActivator } from './sdk';

/**
 * Refuses a timer whose duration the SDK would throw on (HR2010). Outside of a workflow there is nothing to guard: the SDK
 * says so itself.
 *
 * @param more the timer's options, for the worker's process to look at
 */
export function guardTimer(name: string, option: 'duration' | 'timeout', value: unknown, more?: object): void {
  if (value === undefined || !(getActivator() as unknown)) return;
  guardCall('timer', name, { options: { ...more, [option]: value }, unreadable: [] });
}
