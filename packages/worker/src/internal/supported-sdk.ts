import { type PackageUser, requireOf, requireSupportedPackages } from '@handrail/common/host';

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

/**
 * Refuses to work with versions of Node.js or of the SDK that Handrail does not support.
 *
 * @throws HandrailError HR4010, HR4011 or HR4012
 */
export function requireSupportedSdk(): void {
  requireSupportedPackages(USER);
}
