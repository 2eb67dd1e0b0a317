import { type Finding, FINDING_SINK } from '@handrail/common/guards';
import {
  createGuardHost,
  type FindingContext,
  handlerFindings,
  nearestName,
  type PolicyHolder,
  unreadFindings,
} from '@handrail/common/host';
import type { WorkerOptions } from '@temporalio/worker';
import type { WorkflowInfo } from '@temporalio/workflow';
import { noteContinueAsNew, noteLateCall } from './lost-calls';
import { hasPendingWork } from './pending-work';
import { uncalledFindings } from './uncalled-interceptors';

/**
 * The sink through which workflow code hands out what its guards found and what it has called. A sink that
 * nobody registered is an error in the worker's log, so a replay worker needs it, too; the SDK keeps its calls back there.
 */
export function findingSink(worker: PolicyHolder): NonNullable<WorkerOptions['sinks']> {
  const host = createGuardHost({ policy: worker.policy });
  return {
    [FINDING_SINK]: {
      found: {
        fn: (
          info: WorkflowInfo,
          code: string,
          facts: object,
          where: string = info.workflowType,
          outcome: Finding['outcome'] = 'warned',
          reason?: string,
        ) => {
          for (const each of wordedFindings({ code, facts, where, outcome, reason }, info)) {
            host.take(each, executionOf(info));
          }
        },
      },
      again: { fn: (info: WorkflowInfo) => noteContinueAsNew(info, host) },
      late: { fn: (info: WorkflowInfo, kind: unknown, name: string) => noteLateCall(kind, name, info, host) },
      unheard: {
        fn(info: WorkflowInfo, signals: readonly unknown[], handlers: readonly string[]) {
          for (const signal of new Set(signals)) {
            const finding = unheardSignal(String(signal), handlers, info);
            // The code behind an activity may set the handler yet; it will be asked again when that has come back.
            if (!('nearest' in finding.facts) && hasPendingWork(info.runId)) continue;
            host.take(finding, executionOf(info));
          }
        },
      },
    },
  };
}

/** What workflow code hands out is as short as can be; here it gets the facts that its words need. */
function wordedFindings(finding: Finding, { workflowType: workflow }: WorkflowInfo): readonly Finding[] {
  const { code, facts } = finding;
  if (code === 'HR2018') return handlerFindings(finding) ?? unreadFindings(finding);
  if (code === 'HR1071' || code === 'HR1072') return [{ ...finding, facts: { ...facts, workflow } }];
  if (code === 'HR1080') return uncalledFindings(finding, workflow);
  return code === 'HR1070' ? validatorFindings(finding, facts, workflow) : [finding];
}

/** By the tag of what an update's validator returned. A value that it has parsed is as good as none. */
function validatorFindings(
  finding: Finding,
  { name, is }: { readonly name?: unknown; readonly is?: unknown },
  workflow: string,
): Finding[] {
  const update = String(name);
  if (is === '[object Promise]') return [{ ...finding, code: 'HR1016', facts: { workflow, update } }];
  const returned = is === false ? 'false' : is === '[object Error]' ? 'an error' : undefined;
  return returned === undefined ? [] : [{ ...finding, facts: { workflow, update, returned } }];
}

function unheardSignal(signal: string, registered: readonly string[], { workflowType }: WorkflowInfo): Finding {
  const nearest = nearestName(signal, registered);
  const facts = { workflow: workflowType, signal, registered, ...(nearest !== undefined && { nearest }) };
  return { code: 'HR1013', facts, where: workflowType, outcome: 'warned' };
}

function executionOf({ namespace, workflowId, runId, workflowType, taskQueue }: WorkflowInfo): FindingContext {
  return { namespace, workflowId, runId, workflowType, taskQueue };
}
