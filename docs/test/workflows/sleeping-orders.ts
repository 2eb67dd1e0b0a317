// An order that ends as cancelled when it is cancelled.
import { sleep } from '@handrail/workflow';

export async function order(): Promise<void> {
  await sleep('1 hour');
}
