import { isWorkflowExport } from '../engine/index.js';
import type { WorkflowCode } from '../workflow-code.js';
import { exportedNamesOf } from './calls.js';
import { type FunctionNode, isFunction, type SourceCode } from './nodes.js';

/** The functions at the top of a file that are workflows; none in files that workflows only import. */
export function workflowsIn(sourceCode: SourceCode, workflow: WorkflowCode | undefined): FunctionNode[] {
  return sourceCode.ast.body.flatMap((statement) => {
    const declared = 'declaration' in statement && statement.declaration ? statement.declaration : statement;
    const functions =
      declared.type === 'VariableDeclaration' ? declared.declarations.map(({ init }) => init) : [declared];
    return functions.filter((node): node is FunctionNode => isFunction(node) && isWorkflow(node, sourceCode, workflow));
  });
}

/** Whether a function is a workflow: an export of a root that makes a workflow of it. */
export function isWorkflow(node: FunctionNode, sourceCode: SourceCode, workflow: WorkflowCode | undefined): boolean {
  return (
    workflow?.isRoot === true && exportedNamesOf(node, sourceCode).some((name) => isWorkflowExport(workflow, name))
  );
}
