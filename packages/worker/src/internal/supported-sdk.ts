import { installedPackages, type PackageUser, requireOf, requireSupportedPackages } from '@handrail/common/host';

const USER: PackageUser = {
  name: '@handrail/worker',
  require: requireOf(() => __filename),
  packages: [
    '@temporalio/worker',
    '@temporalio/workflow',
    '@temporalio/activity',
    '@temporalio/client',
    '@temporalio/common',
  ],
};

/** The version of the SDK's worker that this process runs. */
export function installedSdk(): string | undefined {
  return installedPackages({ ...USER, packages: ['@temporalio/worker'] })[0]?.version;
}

/**
 * Refuses to work with versions of Node.js or of the SDK that Handrail does not support.
 *
 * @throws HandrailError HR4010, HR4011 or HR4012
 */
export function requireSupportedSdk(): void {
  requireSupportedPackages(USER);
}
