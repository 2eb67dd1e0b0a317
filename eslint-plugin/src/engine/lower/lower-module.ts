import type { Program, Comment } from 'oxc-parser';
import { CODE_VERSION, type ModuleCode } from '../module-code.js';
import { activityNamesOf } from './activity-names.js';
import { LoweringContext } from './context.js';
import { declareHoisted } from './declarations.js';
import { declareImports } from './module-declarations.js';
import { lowerStatements } from './statements.js';

/** A parsed module. */
export interface ParsedModule {
  readonly program: Program;
  readonly comments: readonly Comment[];
  readonly hasModuleSyntax: boolean;
  /** TypeScript, whose compiler drops imports that no value needs. */
  readonly isTyped: boolean;
}

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
    hoisted: context.hoisted,
    isArrow: false,
    isGenerator: false,
  };
  const elided = new Set(
    [...bindings, ...context.importsByRequire]
      .filter(({ variables }) => isTyped && variables.length > 0 && !variables.some((each) => context.read.has(each)))
      .map(({ index }) => index),
  );
  return {
    version: CODE_VERSION,
    isEsModule: hasModuleSyntax || Object.keys(context.exports).length > 0,
    imports: context.imports.map((each, index) => ({ ...each, isElided: elided.has(index) })),
    functions: context.functions,
    variables: context.variables,
    exports: context.exports,
    starExports: context.starExports,
    exportSpans: context.exportSpans,
    definesGlobals: [...context.definedGlobals],
    awaits: context.moduleAwaits,
    activities: activityNamesOf(context.activityTypes, program),
    lines: lineStarts(text),
    uses: context.variables.flatMap(({ imported }, index) => {
      const request = imported && context.imports[imported[0]]?.request;
      return imported && request !== undefined && context.read.has(index) ? [{ request, name: imported[1] }] : [];
    }),
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
