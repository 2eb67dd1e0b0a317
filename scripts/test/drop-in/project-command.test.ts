import { describe, expect, it } from 'vitest';
import { projectCommand } from '../../drop-in/project-command.mjs';

const scripts = { start: 'ts-node src/worker.ts', 'workflow.start': 'ts-node src/client.ts' };

describe('projectCommand', () => {
  it('runs an npm script', () => {
    expect(projectCommand('workflow.start', scripts)).toEqual(['npm', ['run', 'workflow.start']]);
  });

  it('hands arguments to the script, not to npm', () => {
    expect(projectCommand('start my-lock --fast', scripts)).toEqual([
      'npm',
      ['run', 'start', '--', 'my-lock', '--fast'],
    ]);
  });

  it('runs any other line in a shell', () => {
    const line = 'NODE_ENV=production node lib/worker.js';
    expect(projectCommand(line, scripts)).toEqual(['npm', ['exec', '--call', line]]);
  });

  it('takes no inherited name for a script', () => {
    expect(projectCommand('toString', scripts)).toEqual(['npm', ['exec', '--call', 'toString']]);
  });
});
