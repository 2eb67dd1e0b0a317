import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

/** Why a file is workflow code. */
export interface WorkflowCode {
  /** The exported functions of a root are workflows; other workflow code is only imported by one. */
  readonly isRoot: boolean;
  /** One clause, for messages and for whoever asks why a rule speaks in a file. */
  readonly why: string;
}

/** What the question needs of ESLint's context. */
export interface LintedFile {
  readonly filename: string;
  readonly cwd: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly sourceCode: { readonly text: string; readonly ast: TSESTree.Program };
}

const answers = new WeakMap<object, WorkflowCode | undefined>();

/** Whether the linted file is workflow code, and why; undefined where it is not. Answered once for each version of a file. */
export function workflowCodeOf(
  context: LintedFile | TSESLint.RuleContext<string, readonly unknown[]>,
): WorkflowCode | undefined {
  const { ast } = context.sourceCode;
  if (!answers.has(ast)) answers.set(ast, find(context));
  return answers.get(ast);
}

const IN_WORKFLOWS = /(?:^|[\\/])workflows(?:[\\/][^\\/]*)*(?:[\\/]|\.[cm]?[jt]sx?$)/;
const OTHER_CODE = /(?:^|[\\/])(?:activit(?:y|ies)|worker|client)s?\.[cm]?[jt]sx?$|\.(?:test|spec)\.[cm]?[jt]sx?$/;

function find({ filename, sourceCode }: LintedFile): WorkflowCode | undefined {
  const importsWorkflow = sourceCode.ast.body.some(
    (node) =>
      node.type === 'ImportDeclaration' &&
      node.importKind !== 'type' &&
      /^@(?:temporalio|handrail)\/workflow$/.test(node.source.value),
  );
  if (OTHER_CODE.test(filename)) return undefined;
  if (IN_WORKFLOWS.test(filename)) return { isRoot: true, why: 'it lies in a folder or a file named workflows' };
  return importsWorkflow ? { isRoot: true, why: 'it imports the workflow package' } : undefined;
}
