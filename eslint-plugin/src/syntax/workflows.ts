import { isExported } from './calls.js';
import { type FunctionNode, isFunction, type SourceCode } from './nodes.js';

/** The functions at the top of a file that other files can call: in a root, its workflows are among them. */
export function exportedFunctionsIn(sourceCode: SourceCode): FunctionNode[] {
  return sourceCode.ast.body.flatMap((statement) => {
    const declared = 'declaration' in statement && statement.declaration ? statement.declaration : statement;
    const functions =
      declared.type === 'VariableDeclaration' ? declared.declarations.map(({ init }) => init) : [declared];
    return functions.filter((node): node is FunctionNode => isFunction(node) && isExported(node, sourceCode));
  });
}
