import { basename } from 'node:path';
import { HR9041 } from '@handrail/errors';
import { projectOf } from '../lint-project.js';
import { createRule } from '../rule.js';

export const noUnusedTrust = createRule({
  name: 'no-unused-trust',
  demands: 'Every entry of settings.handrail.trust names something that a workflow reaches.',
  family: 'settings',
  config: 'recommended',
  codes: ['HR9041'],
  messages: { found: '{{text}}' },
  looksAt: 'any',
  create: (context) => ({
    Program(node) {
      // The config is where an entry can be removed.
      if (!/^eslint\.config\.[cm]?[jt]s$/.test(basename(context.filename))) return;
      for (const trust of projectOf(context).unusedTrust()) {
        const { head, fix } = HR9041.problem({ module: trust.module, function: trust.function });
        const at = context.sourceCode.text.indexOf(trust.module);
        const loc =
          at === -1
            ? node.loc
            : {
                start: context.sourceCode.getLocFromIndex(at),
                end: context.sourceCode.getLocFromIndex(at + trust.module.length),
              };
        context.report({ loc, messageId: 'found', data: { text: `${head} To do: ${fix}` } });
      }
    },
  }),
});
