import { defineError } from '../define-error';

export const HR8007 = defineError<{ reason: string; remedy: string }>({
  code: 'HR8007',
  title: 'It could not be told whether code may be deployed',
  disposition: 'report',
  head: ({ reason }) => `It could not be told whether this code may be deployed: ${reason}.`,
  why: () =>
    'what was not replayed may break with the deployment, and a gate that looked at nothing must not let it pass.',
  fix: ({ remedy }) => `${remedy}.`,
  example: {
    reason: 'no execution is open that it concerns, so that nothing was replayed',
    remedy:
      'see that address, namespace and query are those of the deployment; where nothing has been started yet, give --allow-empty',
  },
});
