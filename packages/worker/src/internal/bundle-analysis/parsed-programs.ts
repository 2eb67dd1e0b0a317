import type { Compiler, WebpackModule } from '../webpack-types';
import type { Node } from './syntax';

/** The parts of webpack's parser that are used here. */
interface Parser {
  readonly hooks?: { readonly program?: { tap(name: string, found: (ast: Node) => void): void } };
  readonly state: { readonly module?: WebpackModule };
}

const JAVASCRIPT = ['javascript/auto', 'javascript/esm', 'javascript/dynamic'] as const;

/**
 * Shows the syntax tree of each module while it is parsed.
 *
 * @param begin called before each compilation: a compiler may make several
 */
export function visitPrograms(
  compiler: Compiler,
  name: string,
  begin: () => void,
  take: (program: Node, module: WebpackModule) => void,
): void {
  compiler.hooks.thisCompilation.tap(name, (_, { normalModuleFactory }) => {
    begin();
    for (const type of JAVASCRIPT) {
      normalModuleFactory.hooks.parser.for(type).tap(name, (parser: unknown) => {
        const { hooks } = parser as Parser;
        hooks?.program?.tap(name, (program) => {
          const { module } = (parser as Parser).state;
          if (module !== undefined) take(program, module);
        });
      });
    }
  });
}
