import type { Command } from '../command';
import { backlog } from './backlog';
import { dev } from './dev';
import { explain } from './explain';
import { repair } from './repair';
import { why } from './why';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [backlog, dev, explain, repair, why];
