import type { Links } from '@handrail/errors';
import type * as sdk from '@temporalio/worker';
import { chainToFile } from '../import-chains';
import type { BundleReport } from './bundle-report';
import { type ExplainOptions, explainWorkflows } from './explain-workflows';
import { reportRefusedCommands } from './refused-commands';
import { currentRuntime } from './runtime-host';
import { watchActivations } from './watch-activations';
import { type WorkflowCreator, workflowCreatorOf } from './workflow-creator';

type WorkerClass = typeof sdk.Worker;

/** What a bundle, and a worker with it, was made of; nothing is known of what another process has bundled. */
const reports = new WeakMap<object, BundleReport>();

/** Remembers what a bundle was made of, for the errors of the workflows in it. */
export function noteBundle(bundle: sdk.WorkflowBundleOption, report: BundleReport): void {
  reports.set(bundle, report);
}

/** Remembers what a worker's bundle was made of, be it by itself or before. */
export function noteWorkerBundle(worker: sdk.Worker, report: BundleReport, prebuilt: object | undefined): void {
  reports.set(worker, (prebuilt && reports.get(prebuilt)) ?? report);
}

/** Explains the workflow tasks of a worker that fail. */
export function explainWorkerWorkflows(worker: sdk.Worker, links: Links): void {
  const creator = workflowCreatorOf(worker);
  if (creator === undefined) return;
  const takenUp = reportRefusedCommands(worker, { links, logger: () => currentRuntime()?.logger });
  explain(creator, links, reports.get(worker), takenUp);
}

/**
 * A replay worker never reaches the hook that runs a worker. This is the SDK's class, or a subclass, whose replay workers
 * explain their workflow tasks as well.
 */
export function explainingReplays<C extends WorkerClass>(
  workerClass: C,
  links: Links,
  report: BundleReport,
  onCommands: (commands: readonly object[]) => void,
): C {
  return new Proxy(workerClass, {
    get(target, name, receiver) {
      const value = Reflect.get(target, name, receiver) as unknown;
      if (name !== 'createWorkflowCreator' || typeof value !== 'function') return value;
      return async (...args: unknown[]) => {
        const creator = (await Reflect.apply(value, target, args)) as WorkflowCreator;
        // What is replayed has ids of its own here, and no page in the Temporal UI.
        explain(creator, { ...links, ui: undefined }, report);
        watchActivations(creator, ({ commands }) => {
          if (commands.length > 0) onCommands(commands);
          return undefined;
        });
        return creator;
      };
    },
  });
}

function explain(
  creator: WorkflowCreator,
  links: Links,
  report: BundleReport | undefined,
  takenUp?: ExplainOptions['takenUp'],
): void {
  const importers = report?.importers;
  explainWorkflows(creator, {
    links,
    workflowTypes: report?.workflowTypes ?? [],
    chains: importers && { toFile: (file) => chainToFile(file, importers, process.cwd()) },
    logger: currentRuntime()?.logger,
    takenUp,
  });
}
