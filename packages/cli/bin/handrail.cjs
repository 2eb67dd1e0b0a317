#!/usr/bin/env node
// Not the built file itself: pnpm links a command when it installs, and in this repository that is before the build.
// Compiling some two thousand modules is a good part of the time of a short command; Node 22 can keep what it has compiled.
require('node:module').enableCompileCache?.();
require('../lib/bin.js');
