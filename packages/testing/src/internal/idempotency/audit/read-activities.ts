import { isRecord } from '@handrail/common/guards';
import { isClass } from '@handrail/common/host';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { methodNames } from '../read-options';

/** What a module offers to a worker. */
export interface ModuleActivities {
  readonly activities: readonly string[];
  /** Exports that may make activities when they are called, and why they were not. */
  readonly notExamined: readonly string[];
}

const FACTORY = /^(create|make|build|get|provide)\w*activities$|activitiesFactory$/i;

/** Loads a module as a worker would and lists its activities: its functions, and the methods of its objects. */
export async function readActivities(module: string): Promise<ModuleActivities> {
  const loaded = (await import(pathToFileURL(resolve(module)).href)) as Record<string, unknown>;
  const activities = new Set<string>();
  const notExamined: string[] = [];
  const add = (name: string, value: unknown): void => {
    if (typeof value === 'function' && FACTORY.test(name))
      notExamined.push(`${name}() makes activities when it is called: name a module that exports what it returns`);
    else if (isClass(value))
      notExamined.push(`the class ${name} has activities once there is an instance: name a module that exports one`);
    else if (typeof value === 'function') activities.add(name);
    else if (isRecord(value)) for (const each of methodNames(value)) activities.add(each);
  };
  for (const [name, value] of Object.entries(exportsOf(loaded))) add(name, value);
  return { activities: [...activities], notExamined };
}

/** Of a CommonJS module Node gives what it finds of its names, and all of it as `default`. */
function exportsOf({ default: all, ...named }: Record<string, unknown>): Record<string, unknown> {
  const isWhole =
    typeof all === 'object' &&
    all !== null &&
    Object.keys(named).every((name) => name === 'module.exports' || name in all);
  if (isWhole && Object.keys(named).length > 0) return { ...(all as Record<string, unknown>) };
  return all === undefined
    ? named
    : { ...named, ...(typeof all === 'function' ? { [all.name]: all } : { default: all }) };
}
