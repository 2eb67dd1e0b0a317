import type { TSESTree } from '@typescript-eslint/utils';
import { type FunctionNode, keyOf, nameOfFunction, type SourceCode, unwrap } from './nodes.js';
import { perFile } from './per-file.js';
import { valueOf } from './values.js';
import { nodesOfTypes } from './walk.js';

/** The calls of a function that the file shows: by its name, as a method, or on the spot where it is passed to another call. */
export function callsOf(node: FunctionNode, sourceCode: SourceCode): readonly TSESTree.CallExpression[] {
  return callsByFunction(sourceCode).get(node) ?? [];
}

// What the SDK calls by itself, at a time of its own.
const REGISTERS = /^(?:setHandler|setDefault(?:Signal|Update|Query)Handler|condition)$/;

const callsByFunction = perFile((sourceCode) => {
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
});

/** What the calls of a function in the file give for one of its parameters. */
export function argumentsFor(parameter: TSESTree.Node, node: FunctionNode, sourceCode: SourceCode): TSESTree.Node[] {
  const index = node.params.findIndex((each) => each === parameter);
  return callsOf(node, sourceCode).flatMap((call) =>
    valueOf(call.callee, sourceCode)?.kind === 'function' ? (call.arguments[index] ?? []) : [],
  );
}

// What arrays and maps call for each of their elements, before they return.
const CALLS_FOR_EACH = /^(?:forEach|map|flatMap|filter|find(?:Last)?(?:Index)?|some|every|reduce(?:Right)?)$/;

/** The list of which a call gives each element to the function that it is handed: `list.map(each)`. */
export function listCalledFor(node: TSESTree.CallExpression): TSESTree.Node | undefined {
  const callee = unwrap(node.callee);
  return callee.type === 'MemberExpression' && CALLS_FOR_EACH.test(keyOf(callee) ?? '') ? callee.object : undefined;
}

/** The list of which a parameter of a function stands for each element, where the function is written into such a call. */
export function itemsFor(parameter: TSESTree.Node, node: FunctionNode): TSESTree.Node[] {
  const { parent } = node;
  if (parent.type !== 'CallExpression' || parent.arguments[0] !== node) return [];
  const list = listCalledFor(parent);
  const callee = unwrap(parent.callee);
  const place = callee.type === 'MemberExpression' && /^reduce/.test(keyOf(callee) ?? '') ? 1 : 0;
  return list !== undefined && node.params[place] === parameter ? [list] : [];
}

/** Whether the file itself calls a function: what is exported and called here is a helper, not a workflow. */
export function isCalledHere(node: FunctionNode, sourceCode: SourceCode): boolean {
  return callsOf(node, sourceCode).some((call) => valueOf(call.callee, sourceCode)?.kind === 'function');
}

/** Whether the file puts a function into an object or a list, by name: whoever takes it from there calls it. */
export function isKeptInTable(node: FunctionNode, sourceCode: SourceCode): boolean {
  const name = nameOfFunction(node);
  return nodesOfTypes(['Identifier'], sourceCode).some(
    (each) =>
      each.type === 'Identifier' &&
      each.name === name &&
      (each.parent.type === 'ArrayExpression' || (each.parent.type === 'Property' && each.parent.value === each)) &&
      functionAt(each, sourceCode) === node,
  );
}

function functionAt(node: TSESTree.Node, sourceCode: SourceCode): FunctionNode | undefined {
  const value = valueOf(node, sourceCode);
  return value?.kind === 'function' ? value.node : undefined;
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
