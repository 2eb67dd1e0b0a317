import { expect, it } from 'vitest';
import { webpackErrorText } from '../../src/internal/webpack-error-text';

it('keeps of a failed resolution what was asked for', () => {
  expect(webpackErrorText("Module not found: Error: Can't resolve './lib/price' in '/app/src'")).toEqual({
    text: "Can't resolve './lib/price'",
  });
});

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
    frame: [
      '   ,-[/app/src/report.ts:2:1]',
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
    text: "'import' and 'export' may appear only with 'sourceType: module' (1:0)",
    frame: '> 1 | export function report( { return 1 }\n    | ^',
  });
});

it('takes the first line of what it does not know', () => {
  expect(webpackErrorText('Something else.\nand more')).toEqual({ text: 'Something else.' });
});
