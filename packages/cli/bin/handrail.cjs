#!/usr/bin/env node
// Not the built file itself: pnpm links a command when it installs, and in this repository that is before the build.
require('../lib/bin.js');
