/**
 * Adds Handrail's own keys to the option types that `@temporalio/workflow` declares.
 *
 * @module
 */
import type { Waivers } from '@handrail/common';

declare module '@temporalio/workflow/lib/interfaces' {
  interface ContinueAsNewOptions {
    /** Guards that do not apply to the next run, each with the reason: `{ HR2003: 'worthless after an hour' }`. */
    waive?: Waivers | undefined;
  }
}
