import { showPlace, type SourcePlace } from './import-facts';
import { moduleCure } from './module-cures';

/** What to do about an import that the sandbox does not have: facts, worded by {@link showCure}. */
export type ImportCure =
  /** Nothing uses the import as a value. */
  | {
      readonly kind: 'types-only';
      readonly at: SourcePlace;
      readonly request: string;
      readonly reExported?: readonly string[];
    }
  /** Activities that are imported to be called. */
  | {
      readonly kind: 'activities';
      readonly at: SourcePlace;
      readonly request: string;
      readonly use?: SourcePlace & { readonly name: string };
      /** They are not called, but exported again. */
      readonly reExported?: boolean;
    }
  /** A barrel: the names that are used come from another file than the one that leads on. */
  | {
      readonly kind: 'barrel';
      readonly at: SourcePlace;
      readonly names: readonly string[];
      readonly barrel: string;
      readonly origin: string;
      readonly originRequest: string;
    }
  /** Constants that lie beside what leads on. */
  | {
      readonly kind: 'constants';
      readonly at: SourcePlace;
      readonly names: readonly string[];
      readonly file: string;
    }
  /** A package that needs Node. */
  | {
      readonly kind: 'package';
      readonly package: string;
      readonly at?: SourcePlace;
      readonly entries: readonly string[];
    }
  /** The file that `workflowsPath` names is one of activities. */
  | { readonly kind: 'entry'; readonly file: string }
  /** Names of the SDK's activity package that the workflow package has as well. */
  | { readonly kind: 'own-side'; readonly at: SourcePlace; readonly names: readonly string[] }
  /** A module of Node's or of the SDK's that the project asks for itself. */
  | { readonly kind: 'module'; readonly module: string }
  /** The import is never reached; `declared` where the package's own browser build goes without. */
  | {
      readonly kind: 'ignore';
      readonly modules: readonly string[];
      /** Some of them are imported with `node:`, which no name in ignoreModules can reach. */
      readonly withScheme?: boolean;
      readonly declared?: string;
    };

/** One remedy in words. */
export function showCure(cure: ImportCure): string {
  switch (cure.kind) {
    case 'types-only':
      return showTypesOnlyCure(cure);
    case 'activities':
      return showActivitiesCure(cure);
    case 'barrel':
      return `${showPlace(cure.at)} only needs ${cure.names.join(', ')}, which ${cure.names.length === 1 ? 'lies' : 'lie'} in ${cure.origin}: import from '${cure.originRequest}' instead of the index ${cure.barrel}, which loads the rest, too.`;
    case 'constants':
      return `${showPlace(cure.at)} only needs ${cure.names.join(', ')} of ${cure.file}: put ${cure.names.length === 1 ? 'it' : 'them'} into a file of its own that imports nothing, and import that from both sides.`;
    case 'package':
      return showPackageCure(cure);
    case 'entry':
      return `workflowsPath names ${cure.file}, a file of activities: give it the file that exports the workflows. The worker gets the activities themselves, as activities: { … }.`;
    case 'own-side':
      return `import ${cure.names.join(', ')} from '@handrail/workflow' in ${showPlace(cure.at)}: the workflow package has ${cure.names.length === 1 ? 'one' : 'them'} of its own, which the sandbox can load.`;
    case 'module':
      return moduleCure(cure.module);
    case 'ignore':
      return showIgnoreCure(cure);
  }
}

type Cure<Kind extends ImportCure['kind']> = Extract<ImportCure, { kind: Kind }>;

function showTypesOnlyCure({ at, request, reExported }: Cure<'types-only'>): string {
  if (reExported !== undefined) {
    const names = reExported.join(', ');
    return `${names} ${reExported.length === 1 ? 'is a type' : 'are types'}: write export type { ${names} } in ${showPlace(at)}.`;
  }
  return /\.[cm]?js$/.test(at.file)
    ? `nothing in ${at.file} uses '${request}': remove line ${lineOf(at)}.`
    : `nothing in ${at.file} uses '${request}' as a value: write import type in line ${lineOf(at)}.`;
}

function showActivitiesCure({ at, request, use, reExported }: Cure<'activities'>): string {
  if (reExported === true) {
    return `do not export activities from workflow code (${showPlace(at)}): the worker gets them from '${request}' itself, and types pass with export type.`;
  }
  return [
    `import the activities' types only (import type * as activities from '${request}' in ${showPlace(at)}) and call them through proxyActivities.`,
    ...(use === undefined
      ? []
      : [
          `${showPlace(use)} uses ${use.name} as a value; constants, enums, classes and pure functions that both sides share go into a file of their own.`,
        ]),
  ].join('\n');
}

function showPackageCure({ package: name, at, entries }: Cure<'package'>): string {
  const where = at === undefined ? '' : ` (${showPlace(at)})`;
  return [
    `move what uses ${name}${where} to an activity.`,
    ...(entries.length === 0
      ? []
      : [
          `Where workflow code itself needs it, try another entry of the package, made for other hosts: ${entries.join(', ')}.`,
        ]),
  ].join('\n');
}

function showIgnoreCure({ modules, declared, withScheme }: Cure<'ignore'>): string {
  const list = modules.map((module) => `'${module}'`).join(', ');
  const condition =
    declared === undefined
      ? 'Only if no workflow ever reaches that code'
      : `${declared} says that it does without in browsers, so if that part is all you use`;
  return [
    `${condition}: ignoreModules: [${list}] (in bundlerOptions of a worker). The module is empty then: code that does reach it fails at run time, in every execution that gets there.`,
    ...(withScheme === true ? ['An import with node: needs a replacement plugin besides, which the page shows.'] : []),
  ].join('\n');
}

function lineOf({ line }: SourcePlace): string {
  return line === undefined ? 'of that import' : String(line);
}
