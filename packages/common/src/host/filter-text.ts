/** A text as a list filter has it, with its quotation marks: `WorkflowId = ${filterText(id)}`. */
export function filterText(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
