import type { Command } from '../command';
import { dev } from './dev';
import { explain } from './explain';
import { why } from './why';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [dev, explain, why];
