import type { Command } from '../command';
import { archive } from './archive';
import { audit } from './audit';
import { backlog } from './backlog';
import { check } from './check';
import { dev } from './dev';
import { explain } from './explain';
import { repair } from './repair';
import { replay } from './replay';
import { slaCheck } from './sla-check';
import { slaMonitor } from './sla-monitor';
import { slaSetup } from './sla-setup';
import { why } from './why';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  archive,
  audit,
  backlog,
  check,
  dev,
  explain,
  repair,
  replay,
  slaCheck,
  slaMonitor,
  slaSetup,
  why,
];
