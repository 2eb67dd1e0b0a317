/**
 * What is kept of a module: its imports, and its functions in a form that can be interpreted and stored as JSON. Types are
 * gone, names are resolved to variables, and what has no influence on which function is called is left out.
 *
 * @module
 */

import type { Roles } from './roles.js';

/** Changes whenever stored code of an older version would be read wrongly. */
export const CODE_VERSION = 18;

/** Where something stands in the text: offsets of its first character and of the one after its last. */
export type Span = readonly [start: number, end: number];

export type Expression =
  /** A constant; `undefined` is `['undefined']`. */
  | readonly ['constant', string | number | boolean | null]
  | readonly ['undefined']
  /** A value of which only the type is known: `typeof` gives this. */
  | readonly ['typed', string]
  /** A variable of this module. */
  | readonly ['variable', number]
  /** A name that no declaration of this module explains. */
  | readonly ['global', string, Span]
  | readonly ['member', Expression, string, Span, optional: boolean]
  | readonly ['element', Expression, Expression, Span, optional: boolean]
  | readonly ['call', Expression, readonly Expression[], Span, optional: boolean]
  | readonly ['new', Expression, readonly Expression[], Span]
  | readonly ['function', number]
  | readonly ['class', ClassCode, site: number]
  | readonly ['object', readonly Property[], site: number]
  | readonly ['array', readonly Expression[], site: number]
  | readonly ['spread', Expression]
  | readonly ['conditional', Expression, Expression, Expression]
  | readonly ['logical', '&&' | '||' | '??', Expression, Expression]
  | readonly ['assign', Pattern, Expression, combines: boolean]
  | readonly ['sequence', readonly Expression[]]
  /** Parts that are made into one text, and what is written around them; null where that is long. */
  | readonly ['text', readonly Expression[], Span, around: readonly string[] | null]
  | readonly ['unary', string, Expression]
  | readonly ['binary', string, Expression, Expression, Span]
  | readonly ['await', Expression]
  | readonly ['yield', Expression]
  | readonly ['this']
  | readonly ['super']
  | readonly ['arguments']
  /** The namespace of an imported module, by the index of the import. */
  | readonly ['import', number]
  | readonly ['builtin', string];

export type Property =
  | readonly ['property', string, Expression]
  | readonly ['computed', Expression, Expression]
  | readonly ['spread', Expression]
  | readonly ['getter', string, number]
  | readonly ['setter', string, number];

export type Pattern =
  | readonly ['variable', number]
  | readonly ['global', string, Span]
  | readonly ['member', Expression, string, Span, boolean]
  | readonly ['element', Expression, Expression, Span, boolean]
  | readonly ['default', Pattern, Expression]
  | readonly ['object', readonly (readonly [key: string | Expression, target: Pattern])[], rest: Pattern | null, Span]
  | readonly ['array', readonly (Pattern | null)[], rest: Pattern | null];

export type Statement =
  | readonly ['expression', Expression]
  | readonly ['declare', Pattern, Expression | null]
  | readonly ['return', Expression | null]
  | readonly ['throw', Expression, Span]
  | readonly ['if', Expression, readonly Statement[], readonly Statement[], Span]
  | readonly ['block', readonly Statement[]]
  | readonly ['loop', test: Expression | null, readonly Statement[], update: Expression | null, LoopFlow]
  | readonly ['for', 'of' | 'await' | 'in', Pattern, Expression, readonly Statement[], isLeft: boolean]
  | readonly ['try', readonly Statement[], Pattern | null, readonly Statement[] | null, readonly Statement[]]
  | readonly ['switch', Expression, readonly (readonly [Expression | null, readonly Statement[]])[]]
  | readonly ['jump'];

/** Whether the body of a loop runs at all, and whether it ever comes to what follows it. */
export type LoopFlow = 'maybe' | 'once' | 'for ever';

export interface ClassCode {
  readonly name: string;
  readonly parent: Expression | null;
  readonly construct: number | null;
  readonly members: readonly ClassMember[];
  readonly decorators: readonly Expression[];
}

export interface ClassMember {
  readonly isStatic: boolean;
  readonly kind: 'method' | 'getter' | 'setter' | 'field' | 'block';
  readonly key: string | Expression;
  readonly value: number | null;
  readonly decorators: readonly Expression[];
}

export interface FunctionCode {
  /** As a reader would call it: `charge`, `Order.pay`, `callback of map`. */
  readonly name: string;
  readonly span: Span;
  readonly parameters: readonly Pattern[];
  readonly rest: Pattern | null;
  readonly body: readonly Statement[];
  /** Functions declared in it, which exist before its first statement. */
  readonly hoisted: readonly (readonly [variable: number, functionIndex: number])[];
  readonly isArrow: boolean;
  readonly isGenerator: boolean;
}

export interface Import {
  readonly request: string;
  /** `resolve`: its module is put into the bundle, and not loaded. */
  readonly kind: 'import' | 'export' | 'require' | 'resolve' | 'dynamic';
  readonly span: Span;
  /** `import()` whose module the bundler puts into the bundle itself. */
  readonly isEager: boolean;
  /** Left to the runtime by a magic comment. */
  readonly isIgnored: boolean;
  /** It stands outside of every function. */
  readonly isTopLevel: boolean;
  /** TypeScript's compiler drops it: no value of it is used. */
  readonly isElided: boolean;
}

/** How an exported name gets its value. */
export type Export =
  | readonly ['variable', number]
  | readonly ['expression', Expression]
  | readonly ['from', importIndex: number, name: string]
  | readonly ['namespace', importIndex: number];

export interface Variable {
  readonly name: string;
  /** The function in which it lives; 0 is the module itself. */
  readonly owner: number;
  /** Imported: this export of that import. */
  readonly imported?: readonly [importIndex: number, name: string];
}

/** What tells where a module leads and what its file is, without the code in it. */
export interface ModuleOutline {
  readonly version: number;
  /** Has import or export declarations. */
  readonly isEsModule: boolean;
  readonly imports: readonly Import[];
  readonly uses: readonly ImportUse[];
  /** Globals that it makes: polyfills do. */
  readonly definesGlobals: readonly string[];
  /** Awaits outside of any function. */
  readonly awaits: readonly Span[];
  readonly handsOn: readonly HandedOn[];
  /** What its exports are to the SDK. */
  readonly roles: Roles;
  readonly hints: HintsByKind;
  /** It has imports, and nothing to import from it: a script. */
  readonly isScript: boolean;
}

/** Whether something in a module may be a hazard, or lead to one: `true` once it is loaded, or only where these exports are used. */
export type Hints = boolean | readonly string[];

/** Hints at hazards, and at whatever is found, which what the sandbox replaces is as well. */
export interface HintsByKind {
  readonly hazards: Hints;
  readonly all: Hints;
}

/** An export that another module has written. `export *` hands on everything but the default export: `*`, as `*`. */
export interface HandedOn {
  readonly as: string;
  readonly importIndex: number;
  readonly name: string;
}

export interface ModuleCode extends ModuleOutline {
  /** The first is the module's own code. */
  readonly functions: readonly FunctionCode[];
  readonly variables: readonly Variable[];
  readonly exports: Readonly<Record<string, Export>>;
  /** Imports of which everything is exported again. */
  readonly starExports: readonly number[];
  /** Its functions have no `this` where they are called without one. */
  readonly isStrict: boolean;
  /** Names of what runs as activities, by the types that proxies are made of. */
  readonly activities: readonly string[];
  /** Where exported things stand, to report what is exported from elsewhere. */
  readonly exportSpans: Readonly<Record<string, Span>>;
  /** Offsets at which lines begin. */
  readonly lines: readonly number[];
}

/** The outline of a module's code. */
export function outlineOf(code: ModuleCode): ModuleOutline {
  const { version, isEsModule, imports, uses, definesGlobals, awaits, handsOn, roles, hints, isScript } = code;
  return { version, isEsModule, imports, uses, definesGlobals, awaits, handsOn, roles, hints, isScript };
}

/** An imported name that is used as a value. */
export interface ImportUse {
  readonly request: string;
  readonly name: string;
}
