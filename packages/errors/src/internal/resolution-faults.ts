/** Why an import leads nowhere: facts, worded by {@link showFault} and {@link faultCure}. */
export type ResolutionFault =
  /** No such file; `suggestion` is the request that would find what was probably meant. */
  | { readonly kind: 'no-file'; readonly tried: readonly string[]; readonly suggestion?: string }
  /** The file is there, with an extension that is not looked for. */
  | { readonly kind: 'extension'; readonly found: string; readonly suggestion: string }
  /** A relative path in an option, where none of the user's files stands to start from. */
  | { readonly kind: 'relative-option'; readonly request: string }
  | { readonly kind: 'case'; readonly found: string; readonly suggestion: string }
  /** A folder without an index file. */
  | { readonly kind: 'folder'; readonly folder: string; readonly files: readonly string[] }
  /** A file beside the importing one, asked for like a package. */
  | { readonly kind: 'dot'; readonly suggestion: string }
  /** A path that only the TypeScript compiler knows. */
  | {
      readonly kind: 'alias';
      readonly tsconfig: string;
      readonly pattern: string;
      readonly target: string;
      readonly suggestion?: string;
    }
  | { readonly kind: 'alias-prefix'; readonly prefix: string }
  | {
      readonly kind: 'not-installed';
      readonly package: string;
      readonly from: string;
      readonly manifest?: string;
      readonly declared: boolean;
      readonly installedIn?: string;
      readonly suggestion?: string;
    }
  | { readonly kind: 'not-built'; readonly package: string; readonly entry: string; readonly linked: boolean }
  | { readonly kind: 'types-only'; readonly package: string }
  | { readonly kind: 'no-subpath'; readonly package: string; readonly subpath: string; readonly suggestion?: string }
  | {
      readonly kind: 'not-exported';
      readonly package: string;
      readonly subpath: string;
      readonly conditions: readonly string[];
      readonly exported: readonly string[];
      /** The conditions for which the package does export it. */
      readonly offered?: readonly string[];
    }
  | { readonly kind: 'extension-required'; readonly suggestion?: string }
  | { readonly kind: 'private-import'; readonly suggestion?: string; readonly listed?: boolean }
  | { readonly kind: 'scheme'; readonly scheme: string }
  | { readonly kind: 'loader'; readonly loader: string }
  | { readonly kind: 'unknown' };

type Fault<Kind extends ResolutionFault['kind']> = Extract<ResolutionFault, { kind: Kind }>;

/** What is wrong, to go on after "imports '…'". */
export function showFault(fault: ResolutionFault): string {
  const [show] = WORDS[fault.kind] as Words<never>;
  return show(fault as never);
}

/** What to do about it. */
export function faultCure(fault: ResolutionFault): string {
  const [, cure] = WORDS[fault.kind] as Words<never>;
  return cure(fault as never);
}

type Words<Fact> = readonly [show: (fault: Fact) => string, cure: (fault: Fact) => string];

const WORDS: { readonly [Kind in ResolutionFault['kind']]: Words<Fault<Kind>> } = {
  'no-file': [
    ({ suggestion }) => `which does not exist${suggestion === undefined ? '' : `; did you mean '${suggestion}'?`}`,
    ({ tried, suggestion }) =>
      [
        suggestion === undefined ? 'correct the path, or write the file.' : `write '${suggestion}'.`,
        `Looked for: ${tried.join(', ')}.`,
      ].join('\n'),
  ],
  extension: [
    ({ found }) => `and there is only ${found}, which the bundler does not look for`,
    ({ found, suggestion }) => {
      // What is taken as it stands needs nothing but its extension; declarations hold no code at all.
      if (/\.(?:json|mjs|cjs)$/.test(found)) return `write its extension, too: '${suggestion}'.`;
      if (/\.d\.ts$/.test(found))
        return 'write import type: that file declares types only, and there is no code beside it.';
      return `rename ${found} to .ts: only .ts and .js files are compiled${/x$/.test(found) ? ', and JSX has no use in a workflow' : ''}.`;
    },
  ],
  'relative-option': [
    () => 'which has no file to be relative to',
    ({ request }) =>
      `let Node find it from the file that names it: require.resolve('${request}'), or in an ES module fileURLToPath(new URL('${request}', import.meta.url)) with its extension.`,
  ],
  case: [
    ({ found }) => `and the file is called ${found}`,
    ({ suggestion }) => `write '${suggestion}': on Linux, where workers run, upper and lower case are different files.`,
  ],
  folder: [
    ({ folder }) => `and the folder ${folder} has no index.ts or index.js`,
    ({ files }) =>
      `write an index.ts that exports what is needed, or import a file of it${files.length === 0 ? '' : ` (${files.join(', ')})`}.`,
  ],
  dot: [
    ({ suggestion }) => `which is no package; did you mean '${suggestion}'?`,
    ({ suggestion }) => `write '${suggestion}': without ./ at its beginning it is the name of a package.`,
  ],
  alias: [
    ({ tsconfig }) => `a path that only ${tsconfig} knows`,
    ({ pattern, target, suggestion }) =>
      [
        `${suggestion === undefined ? 'write a relative path' : `write '${suggestion}'`}, or tell the bundler as well: bundlerOptions.webpackConfigHook with resolve.alias (${pattern} → ${target}).`,
        'It does not read the paths and baseUrl of tsconfig.json.',
      ].join('\n'),
  ],
  'alias-prefix': [
    ({ prefix }) => `and no package can be called '${prefix}': it is an alias that the bundler does not know`,
    ({ prefix }) =>
      [
        `write a relative path, or tell the bundler as well: bundlerOptions: { webpackConfigHook: (config) => ({ ...config, resolve: { ...config.resolve, alias: { ...config.resolve?.alias, '${prefix}': '/absolute/path/of/src' } } }) }.`,
        'It reads neither tsconfig.json nor the aliases of other tools.',
      ].join('\n'),
  ],
  'not-installed': [
    ({ suggestion }) =>
      `a package that is not installed${suggestion === undefined ? '' : `; did you mean '${suggestion}'?`}`,
    ({ package: name, from, manifest, declared, installedIn, suggestion }) =>
      [
        declared
          ? `run the package manager's install: ${manifest ?? 'package.json'} lists ${name}, but it is not in node_modules.`
          : `${suggestion === undefined ? `add ${name} to` : `write '${suggestion}', or add ${name} to`} the dependencies of ${manifest ?? 'the project'}.`,
        ...(installedIn === undefined ? [] : [`It is installed in ${installedIn}, which ${from} cannot see.`]),
      ].join('\n'),
  ],
  'not-built': [
    ({ entry }) => `whose entry ${entry} does not exist`,
    ({ package: name, linked }) =>
      linked
        ? `build ${name} first: the bundler takes what its package.json names, not its sources.`
        : `install ${name} again; what is there is not complete.`,
  ],
  'types-only': [
    () => 'a package that has types only',
    ({ package: name }) => `write import type, or install ${name} itself beside its types.`,
  ],
  'no-subpath': [
    ({ package: name, suggestion }) =>
      `which the package ${name} does not have${suggestion === undefined ? '' : `; did you mean '${suggestion}'?`}`,
    ({ package: name, suggestion }) =>
      suggestion === undefined
        ? `look at what ${name} contains in this version, and correct the import.`
        : `write '${suggestion}'.`,
  ],
  'not-exported': [
    ({ package: name, subpath, exported, conditions }) =>
      exported.includes(subpath)
        ? `which ${name} exports for other conditions than ${conditions.join(', ')}`
        : `which the exports of ${name} do not list`,
    ({ package: name, subpath, exported, conditions, offered = [] }) =>
      exported.includes(subpath)
        ? otherConditions(name, conditions, offered)
        : `import something that ${name} exports: ${exported.length === 0 ? 'nothing, for the conditions of the bundler' : exported.map((path) => `'${name}${path.slice(1)}'`).join(', ')}.`,
  ],
  'extension-required': [
    () => 'without the extension that an ES module has to write',
    ({ suggestion }) =>
      `${suggestion === undefined ? 'write the extension' : `write '${suggestion}'`}; in .mjs files and in packages with "type": "module" imports are taken as they stand.`,
  ],
  'private-import': [
    ({ suggestion, listed }) =>
      listed === true
        ? 'and what the imports of its package.json name for it is not there'
        : `which the imports of its package.json do not list${suggestion === undefined ? '' : `; did you mean '${suggestion}'?`}`,
    ({ suggestion, listed }) =>
      listed === true
        ? 'correct the path in "imports" of the package.json of that file, or write or build the file.'
        : `${suggestion === undefined ? '' : `write '${suggestion}', or `}add it to "imports" in the package.json of that file, or write a relative path.`,
  ],
  scheme: [
    ({ scheme }) => `and the bundler reads nothing from ${scheme}:`,
    ({ scheme }) =>
      /^https?$/.test(scheme)
        ? 'install the package and import it by its name.'
        : `move what needs it to an activity; ${scheme}: is for another runtime.`,
  ],
  loader: [
    ({ loader }) => `with the loader ${loader}, which is not installed`,
    () => 'put the contents into a .ts or .json file, which need no loader.',
  ],
  unknown: [
    () => 'which the bundler cannot resolve',
    () =>
      'look at what the bundler logged above this error; a webpackConfigHook may have changed how it looks for files.',
  ],
};

function otherConditions(name: string, conditions: readonly string[], offered: readonly string[]): string {
  if (conditions.includes('require') && offered.includes('import')) {
    return `write import instead of require: ${name} is for import only.`;
  }
  if (conditions.includes('import') && offered.includes('require')) {
    return `write require('${name}') instead of import: ${name} is for require only.`;
  }
  if (offered.length > 0 && offered.every((condition) => condition === 'types')) {
    return `write import type: ${name} exports types only.`;
  }
  return offered.length === 0 || offered.some((condition) => /^node/.test(condition))
    ? `${name} is made for Node only: move what uses it to an activity.`
    : `${name} exports it for ${offered.join(', ')}: move what uses it to an activity, or name one of these in resolve.conditionNames of a webpackConfigHook.`;
}
