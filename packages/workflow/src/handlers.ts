import * as sdk from '@temporalio/workflow';
import { sink } from './internal/runtime';

type SetHandler = (definition: Definition | undefined, handler: unknown, options?: Options) => void;

interface Definition {
  readonly type: string;
  readonly name: string;
}

type Validator = (...args: unknown[]) => unknown;

interface Options {
  readonly validator?: Validator;
}

/** The SDK's `setHandler`; what its options do not do is told (HR2018, HR2014), and so is a validator that does not throw (HR1070). */
export const setHandler = ((definition, handler, options) => {
  const { validator } = options ?? {};
  if (options) {
    // Of what type the options are themselves stands beside what is in them.
    const fields = Object.entries({ '': options, ...options }).map(([field, value]) => [field, typeof value]);
    sink()?.found('HR2018', { call: definition?.type, name: definition?.name, fields });
  }
  const checked: Validator = (...args) => {
    const returned = (validator as Validator)(...args);
    if (returned != null)
      sink()?.found('HR1070', { name: definition?.name, is: returned && {}.toString.call(returned) });
  };
  (sdk.setHandler as SetHandler)(definition, handler, validator ? { ...options, validator: checked } : options);
}) as SetHandler as typeof sdk.setHandler;
