import type { TSESTree } from '@typescript-eslint/utils';
import { type FunctionNode, nameOfFunction, type SourceCode } from './nodes.js';
import { valueOf } from './values.js';
import { allNodesOf } from './walk.js';

const tables = new WeakMap<object, ReadonlyMap<FunctionNode, readonly TSESTree.CallExpression[]>>();

/** The calls of a function that the file shows: by its name, as a method, or on the spot where it is passed to another call. */
export function callsOf(node: FunctionNode, sourceCode: SourceCode): readonly TSESTree.CallExpression[] {
  let table = tables.get(sourceCode.ast);
  if (table === undefined) {
    table = collect(sourceCode);
    tables.set(sourceCode.ast, table);
  }
  return table.get(node) ?? [];
}

// What the SDK calls by itself, at a time of its own.
const REGISTERS = /^(?:setHandler|setDefault(?:Signal|Update|Query)Handler|condition)$/;

function collect(sourceCode: SourceCode): Map<FunctionNode, TSESTree.CallExpression[]> {
  const table = new Map<FunctionNode, TSESTree.CallExpression[]>();
  for (const node of allNodesOf(sourceCode.ast, sourceCode)) {
    if (node.type !== 'CallExpression') continue;
    const called = valueOf(node.callee, sourceCode);
    const passed =
      called?.kind === 'sdk' && REGISTERS.test(called.name)
        ? []
        : node.arguments.map((argument) => valueOf(argument, sourceCode));
    for (const value of [called, ...passed]) {
      if (value?.kind === 'function') table.set(value.node, [...(table.get(value.node) ?? []), node]);
    }
  }
  return table;
}

/** Whether other files can call a function: it is exported, under whatever name, or a member of what is. */
export function isExported(node: FunctionNode, { ast }: SourceCode): boolean {
  const { parent } = node;
  if (parent.type === 'ExportNamedDeclaration' || parent.type === 'ExportDefaultDeclaration') return true;
  if (parent.type === 'VariableDeclarator' && parent.parent.parent.type === 'ExportNamedDeclaration') return true;
  const name = nameOfFunction(node);
  return ast.body.some(
    (statement) =>
      (statement.type === 'ExportNamedDeclaration' &&
        statement.source === null &&
        statement.specifiers.some(({ local }) => local.type === 'Identifier' && local.name === name)) ||
      (statement.type === 'ExportDefaultDeclaration' &&
        statement.declaration.type === 'Identifier' &&
        statement.declaration.name === name),
  );
}
