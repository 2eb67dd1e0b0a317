import { interceptorsCallNext } from '../../src/rules/interceptors-call-next.js';
import { testRule } from '../support/test-rule.js';

const IMPORT =
  "import type { WorkflowInboundCallsInterceptor, WorkflowInternalsInterceptor, WorkflowOutboundCallsInterceptor } from '@temporalio/workflow';";

/** A class of interceptors with this member, which begins in line 3. */
const inbound = (member: string) =>
  `${IMPORT}\nexport class Tracing implements WorkflowInboundCallsInterceptor {\n${member}\n}`;
const outbound = (member: string) =>
  `${IMPORT}\nexport class Tracing implements WorkflowOutboundCallsInterceptor {\n${member}\n}`;
const internals = (member: string) => `${IMPORT}\nexport const own: WorkflowInternalsInterceptor = {\n${member}\n};`;

const never = (method: string) =>
  `${method} of this interceptor never calls next: the call goes no further, and whoever made it is told that all went well. Return next(input), or throw where it is to be refused.`;
const skipped = (method: string) =>
  `${method} of this interceptor runs into its end without next: there the call goes no further, and whoever made it gets undefined. Return next(input) at the end, or throw where it is to be refused.`;
const lost = (method: string) =>
  `${method} of this interceptor does not give back what next gives: whoever made the call gets undefined. Return it.`;
const floating = (method: string) =>
  `${method} of this interceptor does not wait for next: whoever made the call goes on before it is done, and nobody hears of its error. Return or await it.`;

testRule(interceptorsCallNext, {
  valid: [
    inbound('async execute(input, next) { return await next(input); }'),
    inbound('execute(input, next) { return next({ ...input, args: [] }); }'),
    inbound('execute = (input, next) => next(input);'),
    inbound('async execute(input, next) { const result = await next(input); log(result); return result; }'),
    inbound('async execute(input, next) { try { return await next(input); } finally { log("done"); } }'),
    inbound(
      'async execute(input, next) { let result; await run(async () => { result = await next(input); }); return result; }',
    ),
    inbound(
      'async execute(input, next) { let result; await run(async () => { result = await next(input); }); log(result); }',
    ),
    inbound('execute(input, next) { return storage.run({}, () => next(input)); }'),
    inbound(
      'execute(input, next) { return new Promise((resolve, reject) => { next(input).then(resolve, reject); }); }',
    ),
    inbound('execute(input, next) { return span(next, input); }'),
    inbound('execute(input, next) { const go = () => next(input); return go(); }'),
    inbound('execute(input, next) { function go() { return next(input); } return go(); }'),
    // Refused on purpose.
    inbound('async handleUpdate(input, next) { throw new Error("closed"); }'),
    inbound(
      'async handleUpdate(input, next) { if (input.name === "pay") throw new Error("closed"); return next(input); }',
    ),
    inbound(
      'async execute(input, next) { while (true) { try { return await next(input); } catch (error) { if (done(error)) throw error; } } }',
    ),
    inbound(
      'async execute(input, next) { for (;;) { try { return await next(input); } catch (error) { if (done(error)) throw error; } } }',
    ),
    // Answered on purpose.
    inbound('async handleQuery(input, next) { if (input.queryName === "own") return 1; return next(input); }'),
    inbound('async handleQuery(input, next) { return input.queryName === "own" ? 1 : await next(input); }'),
    inbound('async handleQuery(input, next) { if (input.queryName === "own") return; return next(input); }'),
    inbound('async handleQuery(input) { return 1; }'),
    inbound('async handleQuery(input, _next) { return 1; }'),
    inbound('async execute(input, next) { await next(input); return "done"; }'),
    inbound('async execute(input, next) { void next(input); return "begun"; }'),
    inbound('async execute(input, next) { await next(input); return !input.args; }'),
    inbound('async execute(input, next) { return await next(input); await next(input); }'),
    inbound('async execute(input, next) { collect.call(this, next(input)); }'),
    inbound('async execute(input, next) { next(input).toString(); }'),
    outbound('async startTimer(input, next) { const timer = next(input); await timer; }'),
    outbound(
      'scheduleActivity(input, next) { switch (input.activityType) { case "charge": return next(input); default: throw new Error("no"); } }',
    ),
    // Filtered on purpose: nobody waits for a value.
    inbound('async handleSignal(input, next) { if (input.signalName !== "noise") await next(input); }'),
    inbound('async handleSignal(input, next) { await next(input); }'),
    inbound('async handleSignal(input, next) { this.queue.push(() => next(input)); }'),
    inbound('async handleSignal(input, next) { try { await next(input); } catch (error) { log(error); } }'),
    inbound('validateUpdate(input, next) { next(input); }'),
    inbound('async execute(input, next) { try { return await next(input); } catch (error) { log(error); } }'),
    outbound('async startTimer(input, next) { await next(input); }'),
    outbound(
      'startTimer(input, next) { switch (input.seq) { case 1: return next(input); default: throw new Error("no"); } }',
    ),
    outbound(
      'async scheduleActivity(input, next) { do { try { return await next(input); } catch { continue; } } while (left()); throw new Error("no"); }',
    ),
    outbound('async scheduleActivity(input, next) { out: { if (input.seq) break out; } return next(input); }'),
    outbound('scheduleActivity(input, next) { return next.call(this, input); }'),
    outbound('scheduleActivity(...call) { return call[1](call[0]); }'),
    outbound('scheduleActivity(input) { return arguments[1](input); }'),
    outbound('scheduleActivity(input) { passOn(arguments); }'),
    outbound('scheduleActivity(...call) { passOn(call); }'),
    outbound('scheduleActivity(input, { next }) { log(next); }'),
    outbound('async scheduleActivity(input, next) { next = traced(next); await next(input); }'),
    outbound('getLogAttributes(input, next) { return { tenant: "acme" }; }'),
    outbound('*scheduleActivity(input, next) { yield 1; }'),
    outbound('static scheduleActivity = scheduling;\n[name](input, next) {}'),
    internals(
      'activate(input, next) { next(input); }, concludeActivation(input, next) { return next(input); }, dispose(input, next) { next(input); }',
    ),
    // Not an interceptor of the SDK's.
    'export class Tracing { async execute(input, next) { log(input); } }',
    "import { Interceptor } from 'other'; export class Tracing implements Interceptor { async execute(input, next) { log(input); } }",
    "import type { WorkflowInterceptors } from '@temporalio/workflow'; export class Tracing implements WorkflowInterceptors { async execute(input, next) { log(input); } }",
    "import type { WorkflowInboundCallsInterceptor } from 'other'; export class Tracing implements WorkflowInboundCallsInterceptor { async execute(input, next) { log(input); } }",
    'export const pipeline = () => ({ inbound: [{ async execute(input, next) { log(input); } }] });',
    'export const interceptors = () => ({ inbound: [, helper(), other], outbound: list, ...rest, metrics: [{ execute(input, next) {} }] });',
    'const given = { inbound: [{ execute(input, next) {} }] };',
  ],
  invalid: [
    {
      code: inbound('  async execute(input, next) {\n    log(input);\n  }'),
      errors: [{ message: never('execute'), line: 3, column: 9, endColumn: 16 }],
    },
    { code: inbound('async handleSignal(input, next) { var next; log(input); }'), errors: [never('handleSignal')] },
    { code: inbound('async handleSignal(input) { log(input); }'), errors: [never('handleSignal')] },
    { code: inbound('async handleQuery(input, next) { return 1; }'), errors: [never('handleQuery')] },
    { code: inbound('async handleQuery(input, _next) { log(input); }'), errors: [never('handleQuery')] },
    { code: inbound('async handleQuery(input) { if (input.name) return 1; }'), errors: [never('handleQuery')] },
    {
      code: outbound('async startTimer(input, next) { if (input.seq) { next(input); return; } await next(input); }'),
      errors: [floating('startTimer')],
    },
    { code: inbound('validateUpdate() {}'), errors: [never('validateUpdate')] },
    { code: inbound('handleUpdate = async (input, next) => undefined;'), errors: [never('handleUpdate')] },
    {
      code: inbound('async handleUpdate(input, next) { if (input.name) return; throw new Error("no"); }'),
      errors: [never('handleUpdate')],
    },
    {
      code: inbound('  async execute(input, next) {\n    await next(input);\n  }'),
      errors: [{ message: lost('execute'), line: 4, column: 11, endColumn: 15 }],
    },
    {
      code: inbound('async execute(input, next) { const result = await next(input); log(result); }'),
      errors: [lost('execute')],
    },
    {
      code: inbound('async execute(input, next) { let result; result = await next(input); log(result); }'),
      errors: [lost('execute')],
    },
    { code: inbound('async execute(input, next) { next(input); }'), errors: [lost('execute')] },
    { code: inbound('async execute(input, next) { await next(input); return; }'), errors: [lost('execute')] },
    { code: inbound('async execute(input, next) { await next(input); return undefined; }'), errors: [lost('execute')] },
    { code: inbound('async execute(input, next) { await next(input); return void 0; }'), errors: [lost('execute')] },
    {
      code: inbound('async execute(input, next) { await storage.run({}, () => next(input)); }'),
      errors: [lost('execute')],
    },
    {
      code: inbound('async execute(input, next) { await next(input).finally(() => log("done")); }'),
      errors: [lost('execute')],
    },
    {
      code: inbound('async execute(input, next) { try { await next(input); } finally { log("done"); } }'),
      errors: [lost('execute')],
    },
    {
      code: inbound(
        'async execute(input, next) { const { args } = input; if (args.length) { await next(input); } else { return await next(input); } }',
      ),
      errors: [lost('execute')],
    },
    {
      code: inbound(
        'async execute(input, next) { for (const each of input.args) { if (each) { await next(input); break; } } }',
      ),
      errors: [lost('execute')],
    },
    {
      code: inbound('async execute(input, next) { while (true) { await next(input); break; } }'),
      errors: [lost('execute')],
    },
    {
      code: inbound('async execute(input, next) { input.args.length > 0 && (await next(input)); }'),
      errors: [lost('execute')],
    },
    {
      code: inbound('async execute(input, next) { input.args.length > 0 ? await next(input) : log("none"); }'),
      errors: [lost('execute')],
    },
    {
      code: outbound(
        '  async scheduleActivity(input, next) {\n    if (input.activityType === "charge") {\n      return await next(input);\n    }\n  }',
      ),
      errors: [{ message: skipped('scheduleActivity'), line: 3, column: 9 }],
    },
    {
      code: outbound(
        'async scheduleActivity(input, next) { switch (input.activityType) { case "charge": return next(input); } }',
      ),
      errors: [skipped('scheduleActivity')],
    },
    {
      code: outbound(
        'async scheduleActivity(input, next) { switch (input.activityType) { case "charge": break; default: return next(input); } }',
      ),
      errors: [skipped('scheduleActivity')],
    },
    {
      code: outbound('async scheduleActivity(input, next) { for (;;) { if (input.seq) break; return next(input); } }'),
      errors: [skipped('scheduleActivity')],
    },
    {
      code: outbound('async scheduleActivity(input, next) { while (left()) { return next(input); } }'),
      errors: [skipped('scheduleActivity')],
    },
    {
      code: outbound('  async startTimer(input, next) {\n    log(input);\n    next(input);\n  }'),
      errors: [{ message: floating('startTimer'), line: 5, column: 5 }],
    },
    { code: outbound('async signalWorkflow(input, next) { void next(input); }'), errors: [floating('signalWorkflow')] },
    {
      code: outbound('async signalWorkflow(input, next) { next(input).catch(log); }'),
      errors: [floating('signalWorkflow')],
    },
    {
      code: outbound('async signalWorkflow(input, next) { next.call(this, input); return true; }'),
      errors: [floating('signalWorkflow')],
    },
    { code: inbound('async execute(input, next) { tracer().run(() => next(input)); }'), errors: [lost('execute')] },
    {
      code: inbound('async execute(input, next) { for (const each of input.args) { await next(each); } }'),
      errors: [lost('execute')],
    },
    {
      code: outbound('async scheduleActivity(input, next) { while (0) { return next(input); } }'),
      errors: [skipped('scheduleActivity')],
    },
    { code: internals('concludeActivation(input, next) { next(input); }'), errors: [lost('concludeActivation')] },
    { code: internals('dispose(input, next) { cache.clear(); }'), errors: [never('dispose')] },
    // By the type, however it is written.
    {
      code: `${IMPORT}\nconst own = { execute(input, next) {} } as WorkflowInboundCallsInterceptor;`,
      errors: [never('execute')],
    },
    {
      code: `${IMPORT}\nconst own = { execute(input, next) {} } satisfies WorkflowInboundCallsInterceptor;`,
      errors: [never('execute')],
    },
    {
      code: `${IMPORT}\nconst own = class implements WorkflowInboundCallsInterceptor { execute(input, next) {} };`,
      errors: [never('execute')],
    },
    {
      code: "import { WorkflowInboundCallsInterceptor as Inbound } from '@handrail/workflow'; class Own implements Inbound { execute(input, next) {} }",
      errors: [never('execute')],
    },
    {
      code: "import type * as wf from '@temporalio/workflow'; class Own implements wf.WorkflowInboundCallsInterceptor { execute(input, next) {} }\nconst other: wf.WorkflowOutboundCallsInterceptor = { startTimer(input, next) {} };",
      errors: [never('execute'), never('startTimer')],
    },
    {
      code: "import type { ActivityInboundCallsInterceptor } from '@temporalio/worker'; class Own implements ActivityInboundCallsInterceptor { async execute(input, next) { await next(input); } }",
      filename: 'src/worker.ts',
      errors: [lost('execute')],
    },
    {
      code: "import type { WorkflowClientInterceptor } from '@temporalio/client'; const own: WorkflowClientInterceptor = { async start(input, next) { await next(input); } };",
      filename: 'src/client.ts',
      errors: [lost('start')],
    },
    // By what the SDK is given.
    {
      code: 'export const interceptors = () => ({ inbound: [{ async execute(input, next) { log(input); } }] });',
      errors: [never('execute')],
    },
    {
      code: 'class Tracing { async execute(input, next) { log(input); } }\nconst timing = { startTimer(input, next) {} };\nexport function interceptors() { return { inbound: [new Tracing()], outbound: [timing], internals: [new (class { dispose(input, next) {} })()] }; }',
      errors: [never('execute'), never('startTimer'), never('dispose')],
    },
  ],
});
