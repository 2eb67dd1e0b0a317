import type { Compiler } from '../webpack-types';

/** The parts of webpack's parser that are used here. */
interface Parser {
  readonly hooks?: { readonly topLevelAwait?: { tap(options: object, found: (node: { loc?: object }) => void): void } };
  readonly state: { readonly module?: object };
  readonly getLocation?: (node: object) => object;
}

const JAVASCRIPT = ['javascript/auto', 'javascript/esm', 'javascript/dynamic'] as const;

/** Notes where each module awaits outside of a function, which webpack itself forgets. Filled while it parses. */
export function findAwaits(compiler: Compiler): ReadonlyMap<object, object> {
  const awaits = new Map<object, object>();
  compiler.hooks.thisCompilation.tap('HandrailTopLevelAwait', (_, { normalModuleFactory }) => {
    awaits.clear();
    for (const type of JAVASCRIPT) {
      normalModuleFactory.hooks.parser.for(type).tap('HandrailTopLevelAwait', (parser: unknown) => {
        const { hooks } = parser as Parser;
        // Webpack's own tap ends the call of the others.
        hooks?.topLevelAwait?.tap({ name: 'HandrailTopLevelAwait', stage: -100 }, (node) => {
          const { state, getLocation } = parser as Parser;
          const { module } = state;
          // Newer releases of webpack work places out on demand.
          const loc = node.loc ?? getLocation?.call(parser, node);
          if (module !== undefined && loc !== undefined && !awaits.has(module)) awaits.set(module, loc);
        });
      });
    }
  });
  return awaits;
}
