import { expect, it } from 'vitest';
import { webpackErrorText } from '../../src/internal/webpack-error-text';

it('keeps of a swc error the sentence and the code frame, and drops colours and native backtraces', () => {
  const message = [
    'Module build failed (from ./node_modules/swc-loader/src/index.js):',
    "Error:   \u001B[31mx\u001B[0m Expected ',', got 'numeric literal'",
    '   ,-[/app/src/report.ts:2:1]',
    ' 1 | // The report',
    ' 2 | export function report( { return 1 }',
    '   :                               ^',
    '   `----',
    '',
    'Caused by:',
    '    Syntax Error',
    '',
    'Stack backtrace:',
    '   0: <unknown>',
    '   8: worker',
    '             at /home/build/threadpool.c:122:5',
  ].join('\n');
  expect(webpackErrorText(message)).toEqual({
    text: "Expected ',', got 'numeric literal'",
    line: 2,
    column: 31,
    frame: [
      ' 1 | // The report',
      ' 2 | export function report( { return 1 }',
      '   :                               ^',
    ].join('\n'),
  });
});

it("keeps of webpack's own parser the sentence and the code frame", () => {
  const message = [
    "Module parse failed: 'import' and 'export' may appear only with 'sourceType: module' (1:0)",
    "File was parsed as module type 'javascript/dynamic'.",
    'You may need an additional loader to handle the result of these loaders.',
    '> 1 | export function report( { return 1 }',
    '    | ^',
  ].join('\n');
  expect(webpackErrorText(message)).toEqual({
    text: "'import' and 'export' may appear only with 'sourceType: module'",
    line: 1,
    column: 1,
    frame: '> 1 | export function report( { return 1 }\n    | ^',
  });
});

it('takes the first line of what it does not know', () => {
  expect(webpackErrorText('Something else.\nand more')).toEqual({ text: 'Something else.' });
});

it('keeps the first of several mistakes that swc reports at once', () => {
  const message = [
    'Module build failed (from ./node_modules/swc-loader/src/index.js):',
    'Error:   x First',
    '   ,-[/app/a.ts:1:1]',
    ' 1 | one(',
    '   :    ^',
    '   `----',
    '  x Second',
    '   ,-[/app/a.ts:7:1]',
    ' 7 | two(',
    '   : ^^^',
    '   `----',
  ].join('\n');
  expect(webpackErrorText(message)).toEqual({ text: 'First', line: 1, column: 4, frame: ' 1 | one(\n   :    ^' });
});
