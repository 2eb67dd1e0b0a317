/* eslint-disable @typescript-eslint/no-require-imports -- import() of a package that is no ES module first reads through all of it for the names of its exports */
// What only some commands need, and takes a while to load.

export const loadClient = () => require('@handrail/client') as typeof import('@handrail/client');

export const loadOperations = () => require('@handrail/operations') as typeof import('@handrail/operations');
