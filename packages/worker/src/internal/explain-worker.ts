import { createHash } from 'node:crypto';
import { readField } from '@handrail/common/host';
import type { Links } from '@handrail/errors';
import type * as sdk from '@temporalio/worker';
import { chainToFile } from '../import-chains';
import { showPath } from './bundle-analysis/source-place';
import type { BundleReport } from './bundle-report';
import { type ExplainOptions, explainWorkflows } from './explain-workflows';
import type { Sent } from './replay/difference';
import { reportRefusedCommands } from './refused-commands';
import { currentRuntime } from './runtime-host';
import { watchActivations } from './watch-activations';
import { type WorkflowCreator, workflowCreatorOf } from './workflow-creator';

type WorkerClass = typeof sdk.Worker;

/** What a bundle, and a worker with it, was made of; nothing is known of what another process has bundled. */
const reports = new WeakMap<object, BundleReport>();

// A bundle's code is often taken out of it and put into another object.
const byCode = new Map<string, BundleReport>();
const MOST_BUNDLES = 20;

function digestOf(code: string): string {
  return createHash('sha256').update(code).digest('base64');
}

function reportOf(bundle: sdk.WorkflowBundleOption | undefined): BundleReport | undefined {
  if (bundle === undefined) return undefined;
  const known = reports.get(bundle);
  return known ?? ('code' in bundle && byCode.size > 0 ? byCode.get(digestOf(bundle.code)) : undefined);
}

/** Remembers what a bundle was made of, for the errors of the workflows in it. */
export function noteBundle(bundle: sdk.WorkflowBundleOption, report: BundleReport): void {
  reports.set(bundle, report);
  if (!('code' in bundle)) return;
  if (byCode.size >= MOST_BUNDLES) byCode.delete(byCode.keys().next().value ?? '');
  byCode.set(digestOf(bundle.code), report);
}

/** The names that a bundle exports; undefined where the bundler did not know them, and for a bundle that another process has made. */
export function workflowTypesOf(bundle: sdk.WorkflowBundleOption): readonly string[] | undefined {
  const { workflowTypes = [] } = reportOf(bundle) ?? {};
  return workflowTypes.length === 0 ? undefined : workflowTypes;
}

/** Remembers what a worker's bundle was made of, be it by itself or before. */
export function noteWorkerBundle(
  worker: sdk.Worker,
  report: BundleReport,
  prebuilt: sdk.WorkflowBundleOption | undefined,
): void {
  const known = reportOf(prebuilt) ?? report;
  reports.set(worker, prebuilt === undefined ? known : { ...known, prebuilt: true });
}

/** Explains the workflow tasks of a worker that fail. */
export function explainWorkerWorkflows(worker: sdk.Worker, links: Links): void {
  const creator = workflowCreatorOf(worker);
  if (creator === undefined) return;
  const takenUp = reportRefusedCommands(worker, { links, logger: () => currentRuntime()?.logger });
  explain(creator, links, reports.get(worker), worker.options, takenUp);
}

/**
 * A replay worker never reaches the hook that runs a worker. This is the SDK's class, or a subclass, whose replay workers
 * explain their workflow tasks as well.
 */
export function explainingReplays<C extends WorkerClass>(
  workerClass: C,
  links: Links,
  report: BundleReport,
  onCommands: (sent: Sent) => void,
): C {
  return new Proxy(workerClass, {
    get(target, name, receiver) {
      const value = Reflect.get(target, name, receiver) as unknown;
      if (name !== 'createWorkflowCreator' || typeof value !== 'function') return value;
      return async (...args: [bundle: unknown, options: unknown]) => {
        const creator = (await Reflect.apply(value, target, args)) as WorkflowCreator;
        // What is replayed has ids of its own here, and no page in the Temporal UI.
        explain(creator, { ...links, ui: undefined }, report, args[1]);
        watchActivations(creator, ({ commands, activation: { historyLength } }) => {
          if (commands.length > 0) onCommands({ commands, historyLength: historyLength ?? undefined });
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
  workerOptions: unknown,
  takenUp?: ExplainOptions['takenUp'],
): void {
  const { importers, cycles } = report ?? {};
  explainWorkflows(creator, {
    links,
    workflowTypes: report?.workflowTypes ?? [],
    ...(report?.twice && { twice: report.twice }),
    ...(report?.prebuilt === true && { prebuilt: true }),
    aliasesIn: (file) => report?.aliases?.get(file),
    ignored: report?.ignored ?? [],
    interceptorModules: report?.interceptorModules,
    cycleOf: cycles && ((file) => cycles.through(file)?.map(showPath)),
    ownConverter: readField(readField(workerOptions, 'dataConverter'), 'payloadConverterPath') != null,
    chains: importers && { toFile: (file) => chainToFile(file, importers, process.cwd()) },
    logger: currentRuntime()?.logger,
    takenUp,
  });
}
