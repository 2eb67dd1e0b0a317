import type { TSESTree } from '@typescript-eslint/utils';
import { type FunctionNode, nameOfFunction, type SourceCode } from './nodes.js';
import { valueOf } from './values.js';
import { nodesOfTypes } from './walk.js';

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
  for (const node of nodesOfTypes(['CallExpression'], sourceCode)) {
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

/** Whether the file itself calls a function: what is exported and called here is a helper, not a workflow. */
export function isCalledHere(node: FunctionNode, sourceCode: SourceCode): boolean {
  return callsOf(node, sourceCode).some((call) => valueOf(call.callee, sourceCode)?.kind === 'function');
}

/** Whether other files can call a function: it is exported, under whatever name. */
export function isExported(node: FunctionNode, sourceCode: SourceCode): boolean {
  return exportedNamesOf(node, sourceCode).length > 0;
}

/** The names under which other files have a function. */
export function exportedNamesOf(node: FunctionNode, { ast }: SourceCode): string[] {
  const { parent } = node;
  const name = nameOfFunction(node);
  const isDeclared =
    parent.type === 'ExportNamedDeclaration' ||
    (parent.type === 'VariableDeclarator' && parent.parent.parent.type === 'ExportNamedDeclaration');
  const isDefault = parent.type === 'ExportDefaultDeclaration';
  const listed = ast.body.flatMap((statement) => {
    if (statement.type === 'ExportNamedDeclaration' && statement.source === null)
      return statement.specifiers.flatMap(({ local, exported }) =>
        local.type === 'Identifier' && local.name === name ? nameIn(exported) : [],
      );
    return statement.type === 'ExportDefaultDeclaration' &&
      statement.declaration.type === 'Identifier' &&
      statement.declaration.name === name
      ? 'default'
      : [];
  });
  return [...(isDeclared && name !== undefined ? [name] : []), ...(isDefault ? ['default'] : []), ...listed];
}

function nameIn(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value;
}
