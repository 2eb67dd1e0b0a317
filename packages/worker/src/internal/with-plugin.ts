import type { EffectivePolicy, Policy, PolicyInput } from '@handrail/common';
import { APPLIED } from '@handrail/common/guards';
import { badValue, isClass, judgeProblems } from '@handrail/common/host';
import type { BundlerPlugin, WorkerPlugin } from '@temporalio/worker';
import { handrail, wholePlugin } from '../plugin';
import { firstHandrail, isClientSide, isWorkerSide } from './plugin-list';

interface MirrorOptions {
  readonly policy?: PolicyInput | Policy;
  readonly plugins?: readonly (BundlerPlugin & WorkerPlugin)[];
}

/** What the SDK is given, and where errors about it link to. */
export interface SdkCall<O> {
  /** A new object: the SDK adds the connection's plugins to the one that it is given. */
  readonly sdkOptions: O;
  readonly links: EffectivePolicy['links'];
  readonly policy: EffectivePolicy;
}

/**
 * Puts the plugin into the options of a mirrored call, unless one is there and no `policy` overrules it.
 *
 * @param inherited the plugins of the connection, which the SDK adds by itself
 */
export function withPlugin<O extends MirrorOptions>(
  { policy, ...options }: O,
  inherited: MirrorOptions['plugins'] = [],
): SdkCall<Omit<O, 'policy'>> {
  const given = pluginsOf(options.plugins);
  const own = policy === undefined ? firstHandrail([...given, ...inherited]) : undefined;
  // A worker with a policy of its own runs in a test environment all the same.
  const testEnvironment = firstHandrail(inherited)?.[APPLIED].testEnvironment ?? false;
  // The client package's plugin of the same name is easily given to a worker, too.
  const half = policy === undefined ? [...given, ...inherited].find(isClientSide) : undefined;
  const plugin = own ?? (half === undefined ? handrail(policy, { testEnvironment }) : wholePlugin(half));
  const plugins = [
    ...given.filter((other) => !isWorkerSide(other) && !isClientSide(other)),
    ...(own === undefined ? [plugin] : []),
    ...given.filter(isWorkerSide),
  ];
  return { sdkOptions: { ...options, plugins }, links: plugin[APPLIED].links, policy: plugin[APPLIED] };
}

/** @throws HandrailError HR2014 for what is no list of plugins, or holds what is none: the SDK passes over a plugin that was not made */
function pluginsOf(plugins: unknown): NonNullable<MirrorOptions['plugins']> {
  const subject = 'The worker or bundle';
  if (plugins == null) return [];
  const isList = Array.isArray(plugins);
  const list = (isList ? plugins : [plugins]) as unknown[];
  const problems = isList ? [] : [badValue(subject, 'plugins', plugins, 'is not a list: pass [handrail()]')];
  const others = list.flatMap((plugin, index) =>
    typeof plugin === 'object' && plugin !== null
      ? []
      : [badValue(subject, `plugins[${index}]`, plugin, notAPlugin(plugin))],
  );
  judgeProblems([...problems, ...(problems.length > 0 ? [] : others)]);
  return list.filter((plugin): plugin is PluginOf => typeof plugin === 'object' && plugin !== null);
}

function notAPlugin(value: unknown): string {
  if (isClass(value)) return `is a class: pass an instance, [new ${value.name || 'Plugin'}()]`;
  return typeof value === 'function' ? 'is not called: pass what it returns, [handrail()]' : 'is no plugin';
}

type PluginOf = NonNullable<MirrorOptions['plugins']>[number];
