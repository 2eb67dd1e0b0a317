import { type PackageUser, requireOf, requireSameSdk, requireSupportedPackages } from '@handrail/common/host';

const USER: PackageUser = {
  name: '@handrail/client',
  require: requireOf(() => __filename),
  packages: ['@temporalio/client', '@temporalio/common'],
};

/**
 * Refuses to work with versions of Node.js or of the SDK that Handrail does not support, and with a connection that was
 * made by another version of the SDK.
 *
 * @throws HandrailError HR4010, HR4011 or HR4012
 */
export function requireSupportedSdk(connection?: unknown): void {
  requireSupportedPackages(USER);
  requireSameSdk(USER, connection);
}
