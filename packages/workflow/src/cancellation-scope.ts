import * as sdk from '@temporalio/workflow';
import { guardTimer } from './internal/runtime';

/** The SDK's `CancellationScope`; a timeout that the SDK cannot read is HR2010. */
export type CancellationScope = sdk.CancellationScope;

// A proxy, not a subclass: `instanceof` holds both ways. The static methods make their scopes with `new this(…)`.
export const CancellationScope: typeof sdk.CancellationScope = new Proxy(sdk.CancellationScope, {
  construct(target, args: ConstructorParameters<typeof sdk.CancellationScope>, newTarget) {
    guardTimer('CancellationScope', 'timeout', args[0]?.timeout);
    return Reflect.construct(target, args, newTarget === CancellationScope ? target : newTarget) as object;
  },
});
