import type { Compiler } from '../webpack-types';
import { tapParsers } from './parsed-programs';

/** The parts of webpack's parser that are used here. */
interface Parser {
  readonly hooks?: { readonly topLevelAwait?: { tap(options: object, found: (node: { loc?: object }) => void): void } };
  readonly state: { readonly module?: object };
  readonly getLocation?: (node: object) => object;
}

const NAME = 'HandrailTopLevelAwait';

/** Notes where each module awaits outside of a function, which webpack itself forgets. Filled while it parses. */
export function findAwaits(compiler: Compiler): ReadonlyMap<object, object> {
  const awaits = new Map<object, object>();
  tapParsers(
    compiler,
    NAME,
    () => awaits.clear(),
    (parser) => {
      const { hooks } = parser as Parser;
      // Webpack's own tap ends the call of the others.
      hooks?.topLevelAwait?.tap({ name: NAME, stage: -100 }, (node) => {
        const { state, getLocation } = parser as Parser;
        const { module } = state;
        // Newer releases of webpack work places out on demand.
        const loc = node.loc ?? getLocation?.call(parser, node);
        if (module !== undefined && loc !== undefined && !awaits.has(module)) awaits.set(module, loc);
      });
    },
  );
  return awaits;
}
