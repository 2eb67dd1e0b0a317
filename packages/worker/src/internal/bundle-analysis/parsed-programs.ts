import type { Compiler, WebpackModule } from '../webpack-types';
import type { Node } from './syntax';

const JAVASCRIPT = ['javascript/auto', 'javascript/esm', 'javascript/dynamic'] as const;

/**
 * Shows each of webpack's parsers of JavaScript before it begins.
 *
 * @param begin called before each compilation: a compiler may make several
 */
export function tapParsers(compiler: Compiler, name: string, begin: () => void, take: (parser: unknown) => void): void {
  compiler.hooks.thisCompilation.tap(name, (_, { normalModuleFactory }) => {
    begin();
    for (const type of JAVASCRIPT) normalModuleFactory.hooks.parser.for(type).tap(name, take);
  });
}

/** The parts of webpack's parser that are used here. */
interface Parser {
  readonly hooks?: { readonly program?: { tap(name: string, found: (ast: Node) => void): void } };
  readonly state: { readonly module?: WebpackModule };
}

/** Shows the syntax tree of each module while it is parsed; see {@link tapParsers}. */
export function visitPrograms(
  compiler: Compiler,
  name: string,
  begin: () => void,
  take: (program: Node, module: WebpackModule) => void,
): void {
  tapParsers(compiler, name, begin, (parser) => {
    const { hooks } = parser as Parser;
    hooks?.program?.tap(name, (program) => {
      const { module } = (parser as Parser).state;
      try {
        if (module !== undefined) take(program, module);
      } catch {
        // A module that nests deeper than can be followed is not looked at; it is bundled all the same.
      }
    });
  });
}
