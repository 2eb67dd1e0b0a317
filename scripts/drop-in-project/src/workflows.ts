import * as workflow from '@temporalio/workflow';
import { ApplicationFailure, type ActivityOptions } from '@temporalio/common';
import type { Activities } from './activities';

const options: ActivityOptions = { startToCloseTimeout: '10 seconds' };
const { price, pack } = workflow.proxyActivities<Activities>({ ...options, heartbeatTimeout: '5 seconds' });
const { shortId } = workflow.proxyLocalActivities<typeof import('./activities')>({ startToCloseTimeout: '2 seconds' });
const { audit } = workflow.proxySinks<AuditSinks>();

export interface AuditSinks extends workflow.Sinks {
  audit: { write(line: string): void };
}

export const addArticle = workflow.defineUpdate<number, [string]>('addArticle');
export const checkOut = workflow.defineSignal('checkOut');
export const total = workflow.defineQuery<number>('total');

/** A basket that is filled by updates until a signal checks it out. */
export async function basket(owner: string): Promise<string> {
  const articles: string[] = [];
  let sum = 0;
  let open = true;
  workflow.setHandler(total, () => sum);
  workflow.setHandler(checkOut, () => void (open = false));
  workflow.setHandler(
    addArticle,
    async (article) => {
      sum += await price(article);
      articles.push(article);
      return sum;
    },
    {
      validator: (article) => {
        if (article === '') throw new ApplicationFailure('an article has a name');
      },
    },
  );
  await workflow.condition(() => !open);
  await workflow.condition(workflow.allHandlersFinished);
  const packed = await workflow.executeChild(packing, { args: [articles] });
  audit.write(`${owner} got ${packed}`);
  return `${owner}: ${packed} for ${sum} (${(await shortId(workflow.uuid4())).length})`;
}

export async function packing(articles: readonly string[]): Promise<number> {
  return pack.executeWithOptions({ startToCloseTimeout: '1 minute' }, [articles]);
}

/** Starts itself anew, a day apart, until nothing is left. */
export async function countdown(days: number): Promise<string> {
  if (days === 0) return 'over';
  await workflow.sleep('1 day');
  return workflow.continueAsNew<typeof countdown>(days - 1);
}

/** Gives back a value that only the project's own converter can carry, and who asked. */
export async function echo(value: bigint): Promise<{ value: bigint; caller: string }> {
  return { value, caller: String(workflow.workflowInfo().memo?.['caller']) };
}

export async function refuseArticle(article: string): Promise<string> {
  try {
    return String(await price(article));
  } catch (error) {
    if (error instanceof workflow.ActivityFailure && error.cause instanceof ApplicationFailure) {
      return `${error.cause.type}: ${error.cause.message}`;
    }
    throw error;
  }
}
