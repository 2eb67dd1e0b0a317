export type { Asked } from './analyses.js';
export { isWorkflowExport } from './exported-workflows.js';
export type { Finding } from './findings.js';
export type { ImportedFunction, ImportedRole } from './imported-roles.js';
export type { HazardKind } from './hazard.js';
export { type FileReport, Project, type ProjectOptions } from './project.js';
export type { Comment, SyntaxTree } from './parse.js';
export type { Trust } from './trust.js';
export type { WorkflowFile } from './workflow-files.js';
