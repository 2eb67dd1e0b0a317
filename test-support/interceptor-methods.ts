import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The methods that the installed SDK's types give an interceptor of workflows, by the list that it stands in; in order. */
export function interceptorMethods(from: string): Record<'inbound' | 'outbound' | 'internals', string[]> {
  const sdk = dirname(createRequire(from).resolve('@temporalio/workflow/package.json'));
  const types = readFileSync(join(sdk, 'lib/interceptors.d.ts'), 'utf8');
  const methodsOf = (name: string) => {
    const [, body = ''] = new RegExp(`interface ${name} {\\n([^]*?)\\n}`).exec(types) ?? [];
    return [...body.matchAll(/^ {4}(\w+)\?[(:]/gm)].map(([, method = '']) => method).sort();
  };
  return {
    inbound: methodsOf('WorkflowInboundCallsInterceptor'),
    outbound: methodsOf('WorkflowOutboundCallsInterceptor'),
    internals: methodsOf('WorkflowInternalsInterceptor'),
  };
}
