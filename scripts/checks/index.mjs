import { build, buildExample } from '../set-up/build.mjs';
import { install } from '../set-up/install.mjs';
import { prometheus } from '../set-up/prometheus.mjs';
import { devServer, timeSkippingServer } from '../set-up/servers.mjs';
import { consumers } from './consumers.mjs';
import { dropIn } from './drop-in.mjs';
import { documentation, types, typeTests, unitTests, unitTestsInOneProcess } from './fast-suites.mjs';
import { packedPackages } from './packed-packages.mjs';
import { endToEndTests, exampleTests } from './server-suites.mjs';
import { format, generated, lint, unusedCode } from './static-checks.mjs';

// Cheap before costly, nothing before what it reads (lint's type-aware rules read the packages' declarations), and of those that
// run two at a time the longest first.
export const setUpSteps = [install, build];
export const fastSteps = [
  lint,
  format,
  types,
  typeTests,
  generated,
  unusedCode,
  unitTests,
  unitTestsInOneProcess,
  documentation,
];
export const slowSteps = [
  packedPackages,
  devServer,
  timeSkippingServer,
  prometheus,
  dropIn,
  ...consumers,
  endToEndTests,
  buildExample,
  exampleTests,
];
