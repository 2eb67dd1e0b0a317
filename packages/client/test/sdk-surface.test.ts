import { describe } from 'vitest';
import { itMirrorsTheSdk } from '../../../test-support/sdk-surface';
import * as mirror from '../src';
import { sdkSurface } from '../src/sdk-surface';

describe('@handrail/client', () => {
  itMirrorsTheSdk(sdkSurface, mirror, new URL('../src/index.ts', import.meta.url));
});
