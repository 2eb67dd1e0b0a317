import { HR9040 } from '@handrail/errors';
import type { Trust } from './engine/index.js';

/** What `settings.handrail` of an ESLint config may say. */
export interface HandrailSettings {
  /** Globs of the files whose exports are workflows. Without them the workflows are found. */
  readonly workflows?: readonly string[] | undefined;
  /** Functions, or whole modules, that somebody has reviewed: they are not looked into. */
  readonly trust?: readonly Trust[] | undefined;
}

const read = new WeakMap<object, HandrailSettings>();

/** The settings for this plugin. Any mistake in them is one error that lists all. */
export function readSettings(settings: Readonly<Record<string, unknown>>): HandrailSettings {
  const own = settings['handrail'];
  if (own === undefined) return {};
  if (typeof own !== 'object' || own === null)
    throw HR9040.error({ mistakes: [`settings.handrail is ${show(own)}, not an object`] });
  let result = read.get(own);
  if (result === undefined) {
    const mistakes = mistakesIn(own as Record<string, unknown>);
    if (mistakes.length > 0) throw HR9040.error({ mistakes });
    result = own;
    read.set(own, result);
  }
  return result;
}

function mistakesIn({ workflows, trust, ...others }: Record<string, unknown>): string[] {
  const mistakes = Object.keys(others).map(
    (name) => `settings.handrail.${name} does not exist; there are workflows and trust`,
  );
  if (workflows !== undefined && !(Array.isArray(workflows) && workflows.every((each) => typeof each === 'string'))) {
    mistakes.push(`settings.handrail.workflows is ${show(workflows)}, not a list of globs`);
  }
  if (trust === undefined) return mistakes;
  if (!Array.isArray(trust)) return [...mistakes, `settings.handrail.trust is ${show(trust)}, not a list`];
  trust.forEach((each: unknown, index) => {
    const place = `settings.handrail.trust[${index}]`;
    if (typeof each !== 'object' || each === null) {
      mistakes.push(`${place} is ${show(each)}, not { module, function, reason }`);
      return;
    }
    const { module, function: name, reason, ...rest } = each as Record<string, unknown>;
    if (typeof module !== 'string' || module === '')
      mistakes.push(`${place}.module is ${show(module)}, not the name of a package or a glob`);
    if (name !== undefined && typeof name !== 'string') mistakes.push(`${place}.function is ${show(name)}, not a name`);
    if (typeof reason !== 'string' || reason.trim() === '')
      mistakes.push(`${place} has no reason: say who has looked at it, and why it is safe`);
    for (const key of Object.keys(rest)) mistakes.push(`${place}.${key} does not exist`);
  });
  return mistakes;
}

function show(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}
