import { expect, it } from 'vitest';
import { openUpdates } from '../../src/internal/open-updates';

const asked = (protocolInstanceId: string, name: string) => ({ jobs: [{ doUpdate: { protocolInstanceId, name } }] });
const answered = (updateResponse: object) => ({ successful: { commands: [{ updateResponse }] } });

it('knows the updates that are not answered', () => {
  const updates = openUpdates();
  updates.noteAsked(asked('u1', 'add'));
  updates.noteAsked(asked('u2', 'remove'));
  updates.noteAsked(asked('u3', 'remove'));
  updates.noteAnswered(answered({ protocolInstanceId: 'u1', accepted: {} }));
  expect(updates.names()).toEqual(['add', 'remove']);
  updates.noteAnswered(answered({ protocolInstanceId: 'u1', completed: {} }));
  updates.noteAnswered(answered({ protocolInstanceId: 'u2', rejected: {} }));
  expect(updates.names()).toEqual(['remove']);
  updates.noteAnswered(answered({ protocolInstanceId: 'u3', completed: {} }));
  expect(updates.names()).toEqual([]);
});

it('minds nothing else', () => {
  const updates = openUpdates();
  updates.noteAsked({ jobs: [{ signalWorkflow: { signalName: 'go' } }] });
  updates.noteAnswered({ successful: { commands: [{ startTimer: {} }] } });
  updates.noteAnswered({ failed: {} });
  expect(updates.names()).toEqual([]);
});
