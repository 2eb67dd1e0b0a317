// Asks for a patch before there is a workflow.
import { patched } from '@temporalio/workflow';

const isNew = patched('change');

export async function order(): Promise<boolean> {
  return isNew;
}
