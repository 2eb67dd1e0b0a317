import { badDataConverter, badValue, hideSecrets, showValue } from '@handrail/common/host';
import { HR2014, type Problem } from '@handrail/errors';
import type { BundleOptions, WorkerOptions } from '@temporalio/worker';
import { isAbsolute } from 'node:path';
import { badDeployment } from './misshapen-deployment';
import { misshapenSettings } from './misshapen-settings';

/** What of a worker's options has a form that the SDK fails on in words of JavaScript's or of its core, or takes for another (HR2014). */
export function misshapenOptions(subject: string, options: WorkerOptions): Problem[] {
  const { workflowBundle, bundlerOptions, dataConverter, nexusServices, taskQueue } = options;
  return [
    ...reservedQueue(subject, taskQueue),
    ...badBundle(subject, workflowBundle),
    ...badBundling(subject, bundlerOptions ?? {}, 'bundlerOptions.'),
    ...badDataConverter(subject, dataConverter),
    ...(nexusServices == null || Array.isArray(nexusServices)
      ? []
      : [badValue(subject, 'nexusServices', nexusServices, 'is not a list: pass [serviceHandler(service, { … })]')]),
    ...badDeployment(subject, options),
    ...misshapenSettings(subject, options),
  ];
}

// The worker would start and look healthy, while the server refuses each of its polls.
function reservedQueue(subject: string, taskQueue: unknown): Problem[] {
  if (typeof taskQueue !== 'string' || !taskQueue.startsWith('/_sys/')) return [];
  const reason = 'begins with /_sys/, which servers keep for queues of their own: give it another name';
  return [badValue(subject, 'taskQueue', taskQueue, reason)];
}

/** The same, of what the bundler is told. */
export function badBundling(
  subject: string,
  { ignoreModules, webpackConfigHook }: Pick<BundleOptions, 'ignoreModules' | 'webpackConfigHook'>,
  prefix = '',
): Problem[] {
  return [
    ...(ignoreModules == null || Array.isArray(ignoreModules)
      ? unmatchedModules(subject, ignoreModules ?? [], `${prefix}ignoreModules`)
      : [badValue(subject, `${prefix}ignoreModules`, ignoreModules, "is not a list: pass the names as ['fs']")]),
    ...(webpackConfigHook == null || typeof webpackConfigHook === 'function'
      ? []
      : [
          badValue(
            subject,
            `${prefix}webpackConfigHook`,
            webpackConfigHook,
            'is not a function: pass (config) => ({ ...config, … })',
          ),
        ]),
  ];
}

// The SDK compares names of which the scheme is taken away, and webpack finds no module of that scheme to leave out.
function unmatchedModules(subject: string, names: readonly unknown[], field: string): Problem[] {
  return names.flatMap((name, index): Problem[] => {
    if (typeof name !== 'string' || !name.startsWith('node:')) return [];
    const plain = name.slice('node:'.length);
    const reason = `leaves nothing out: write '${plain}', for what is imported as '${plain}'. An import of '${name}' no entry reaches`;
    return [{ ...badValue(subject, `${field}[${index}]`, name, reason), disposition: 'warn' }];
  });
}

const LONGEST_PATH = 4_096;

function badBundle(subject: string, bundle: unknown): Problem[] {
  if (bundle == null) return [];
  const field = 'workflowBundle';
  const form = 'pass what bundleWorkflowCode has returned, or { codePath } with the path of its code in a file';
  if (bundle instanceof Promise) {
    const reason = 'has to be waited for: await bundleWorkflowCode({ … })';
    return [HR2014.problem({ subject, field, value: 'a promise', reason })];
  }
  if (typeof bundle !== 'object') {
    const value = typeof bundle === 'string' && isPath(bundle) ? showValue(bundle) : `a ${typeof bundle}`;
    return [HR2014.problem({ subject, field, value: hideSecrets(value), reason: `is no bundle: ${form}` })];
  }
  const { code, codePath } = bundle as { readonly code?: unknown; readonly codePath?: unknown };
  if (typeof code === 'string' && isPath(code)) {
    return [badValue(subject, `${field}.code`, code, 'is a path, and not the code itself: pass { codePath } instead')];
  }
  return typeof code === 'string' || typeof codePath === 'string'
    ? []
    : [badValue(subject, field, bundle, `has neither code nor codePath: ${form}`)];
}

function isPath(text: string): boolean {
  if (text.length > LONGEST_PATH || /[\n;{}]/.test(text)) return false;
  return (isAbsolute(text) && !/^\/[/*]/.test(text)) || /^\.{1,2}[\\/]|\.[cm]?js$/.test(text);
}
