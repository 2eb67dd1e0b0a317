import { CODE_VERSION, type HandedOn, type ImportUse, type ModuleCode, type Statement } from '../module-code.js';
import { hintsIn } from '../hints.js';
import { rolesOf } from '../roles.js';
import type { ParsedModule } from '../parse.js';
import { activityNamesOf } from './activity-names.js';
import { LoweringContext } from './context.js';
import { declareHoisted } from './declarations.js';
import { declareImports } from './module-declarations.js';
import { lowerStatements } from './statements.js';

/** Turns a parsed module into what is kept of it. */
export function lowerModule({ program, comments, hasModuleSyntax, isTyped }: ParsedModule, text: string): ModuleCode {
  const context = new LoweringContext(comments, isTyped);
  context.functions.push(undefined as never);
  const bindings = declareImports(context, program.body);
  declareHoisted(context, program.body);
  const body = lowerStatements(context, program.body);
  context.functions[0] = {
    name: 'the module',
    span: [0, text.length],
    parameters: [],
    rest: null,
    body,
    hoisted: context.hoisted.slice(),
    isArrow: false,
    isGenerator: false,
  };
  readThroughAliases(context);
  const elided = new Set(
    [...bindings, ...context.importsByRequire]
      .filter(({ variables }) => isTyped && variables.length > 0 && !variables.some((each) => context.read.has(each)))
      .map(({ index }) => index),
  );
  const functions = context.functions.slice();
  const { exports } = context;
  const isStrict =
    hasModuleSyntax || isTyped || program.body.some((each) => 'directive' in each && each.directive === 'use strict');
  return {
    version: CODE_VERSION,
    isEsModule: hasModuleSyntax || Object.keys(context.exports).length > 0,
    imports: context.imports.map((each, index) => ({ ...each, isElided: elided.has(index) })),
    functions,
    variables: context.variables.slice(),
    exports,
    starExports: context.starExports,
    exportSpans: context.exportSpans,
    definesGlobals: [...context.definedGlobals],
    awaits: context.moduleAwaits,
    handsOn: handedOnBy(context),
    roles: rolesOf({ functions, exports, variables: context.variables, imports: context.imports }),
    isScript: hasModuleSyntax && Object.keys(context.exports).length === 0 && context.starExports.length === 0,
    isStrict,
    hints: hintsIn({ functions, exports, isStrict }),
    activities: activityNamesOf(context.activityTypes, program),
    lines: lineStarts(text),
    uses: [
      ...(hasModuleSyntax ? [] : usesByRequire(context, body)),
      ...context.variables.flatMap(({ imported }, index) => {
        const request = imported && context.imports[imported[0]]?.request;
        return imported && request !== undefined && context.read.has(index) ? [{ request, name: imported[1] }] : [];
      }),
    ],
  };
}

function handedOnBy({ exports, starExports, variables }: LoweringContext): HandedOn[] {
  const named = Object.entries(exports).flatMap(([as, value]) => {
    const imported = value[0] === 'variable' ? variables[value[1]]?.imported : undefined;
    const [importIndex, name] = value[0] === 'from' ? [value[1], value[2]] : (imported ?? []);
    // A namespace is exported as an object.
    return importIndex === undefined || name === undefined || name === '*' ? [] : { as, importIndex, name };
  });
  return [...named, ...starExports.map((importIndex) => ({ as: '*', importIndex, name: '*' }))];
}

function readThroughAliases({ aliases, read, exports }: LoweringContext): void {
  const exported = new Set(Object.values(exports).flatMap((each) => (each[0] === 'variable' ? each[1] : [])));
  // Each stands after what it is an alias of, or is one of a type.
  for (const { alias, of } of [...aliases].reverse()) if (read.has(alias) || exported.has(alias)) read.add(of);
}

// `const { sleep } = require('…')`, `const wf = require('…')`.
function usesByRequire(context: LoweringContext, body: readonly Statement[]): ImportUse[] {
  return body.flatMap((statement) => {
    if (statement[0] !== 'declare' || statement[2]?.[0] !== 'import') return [];
    const each = context.imports[statement[2][1]];
    if (each?.kind !== 'require') return [];
    const [, pattern] = statement;
    const names = pattern[0] === 'object' && pattern[2] === null ? pattern[1].map(([key]) => key) : ['*'];
    return names.map((name) => ({ request: each.request, name: typeof name === 'string' ? name : '*' }));
  });
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts.slice();
}
