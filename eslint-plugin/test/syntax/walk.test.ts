import * as parser from '@typescript-eslint/parser';
import { describe, expect, it } from 'vitest';
import type { SourceCode } from '../../src/syntax/nodes.js';
import { nodesOfTypes } from '../../src/syntax/walk.js';

function parsed(text: string): SourceCode {
  return parser.parseForESLint(text, { range: true, sourceType: 'module' }) as unknown as SourceCode;
}

describe('nodesOfTypes', () => {
  const text = 'f(() => { g(h()); }); class A { m() { return new B(i()); } }';
  const sourceCode = parsed(text);
  const found = (...types: readonly ('CallExpression' | 'NewExpression' | 'ForStatement')[]) =>
    nodesOfTypes(types, sourceCode).map(({ range }) => text.slice(...range));

  it('finds the nodes of one type in the order of the text, those in functions and classes too', () => {
    expect(found('CallExpression')).toEqual(['f(() => { g(h()); })', 'g(h())', 'h()', 'i()']);
  });

  it('gives nodes of several types in the order of the text, whatever the order of the types', () => {
    const both = ['f(() => { g(h()); })', 'g(h())', 'h()', 'new B(i())', 'i()'];
    expect(found('CallExpression', 'NewExpression')).toEqual(both);
    expect(found('NewExpression', 'CallExpression')).toEqual(both);
  });

  it('gives what stands around a node before it, where both begin at the same place', () => {
    const chain = parsed('a.b.c();');
    const types = ['MemberExpression', 'ExpressionStatement', 'CallExpression', 'Identifier'] as const;
    expect(nodesOfTypes(types, chain).map(({ type, range }) => [type, range[1]])).toEqual([
      ['ExpressionStatement', 8],
      ['CallExpression', 7],
      ['MemberExpression', 5],
      ['MemberExpression', 3],
      ['Identifier', 1],
      ['Identifier', 3],
      ['Identifier', 5],
    ]);
  });

  it('finds nothing where there is nothing, and does not mix up files', () => {
    expect(found('ForStatement')).toEqual([]);
    expect(nodesOfTypes(['CallExpression'], parsed('const a = 1;'))).toEqual([]);
    expect(found('NewExpression')).toEqual(['new B(i())']);
  });

  it('hands out lists of its own: whoever changes one does not change the next', () => {
    nodesOfTypes(['CallExpression'], sourceCode).pop();
    nodesOfTypes(['CallExpression', 'NewExpression'], sourceCode).reverse();
    expect(found('CallExpression')).toHaveLength(4);
    expect(found('CallExpression', 'NewExpression')).toHaveLength(5);
  });
});
