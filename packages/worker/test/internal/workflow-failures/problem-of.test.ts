import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImportChains } from '../../../src/import-chains';
import { problemOf } from '../../../src/internal/workflow-failures/problem-of';
import type { WorkflowFacts } from '../../../src/internal/workflow-failures/workflow-facts';

const here = process.cwd();
const facts: WorkflowFacts = {
  workflowType: 'order',
  taskQueue: 'orders',
  workflowTypes: ['order', 'refund'],
  chains: undefined,
};
const stack = (...frames: string[]) => ['Error: x', ...frames.map((frame) => `    at ${frame}`)].join('\n');
const userCode = stack(`order (${here}/src/workflows.ts:12:9)`);
const headOf = (message: string, type = 'Error', at = userCode) =>
  problemOf({ message, type, stack: at }, facts)?.head ?? 'untouched';

describe('an absent global', () => {
  it.each([
    ['Buffer is not defined', 'Workflow "order" uses Buffer, which workflow code does not have (src/workflows.ts:12).'],
    [
      'globalThis.fetch is not a function',
      'Workflow "order" uses fetch, which workflow code does not have (src/workflows.ts:12).',
    ],
    [
      "Cannot read properties of undefined (reading 'randomUUID')",
      'Workflow "order" uses crypto, which workflow code does not have (src/workflows.ts:12).',
    ],
    [
      "Cannot read properties of undefined (reading 'hrtime')",
      'Workflow "order" uses process, which workflow code does not have (src/workflows.ts:12).',
    ],
    [
      'crypto.getRandomValues() not supported. See https://github.com/uuidjs/uuid#getrandomvalues-not-supported',
      'Workflow "order" uses crypto, which workflow code does not have (src/workflows.ts:12).',
    ],
    [
      'self.crypto.randomUUID is not a function',
      'Workflow "order" uses crypto, which workflow code does not have (src/workflows.ts:12).',
    ],
  ])('is named: %s', (message, head) => {
    expect(headOf(message, 'ReferenceError')).toBe(head);
  });

  const aliases = [
    { alias: 'get', name: undefined, line: 3 },
    { alias: 'get', name: 'fetch', line: 8 },
    { alias: 'proc', name: 'process', line: 9 },
    { alias: 'send', name: 'fetch', line: 8 },
    { alias: 'send', name: undefined, line: 10 },
    { alias: 'late', name: 'fetch', line: 13 },
  ];
  const aliasedHead = (message: string, file = `${here}/src/workflows.ts`) =>
    problemOf(
      { message, type: 'TypeError', stack: userCode },
      { ...facts, aliasesIn: (asked) => (asked === file ? aliases : undefined) },
    )?.head;

  it.each([
    ['get is not a function', 'fetch'],
    ["Cannot read properties of undefined (reading 'env')", 'process'],
  ])('is named where its file has it under another name: %s', (message, name) => {
    expect(aliasedHead(message)).toBe(
      `Workflow "order" uses ${name}, which workflow code does not have (src/workflows.ts:12).`,
    );
  });

  it('is told from a name of the user’s own', () => {
    for (const message of [
      'post is not a function',
      'send is not a function',
      'late is not a function',
      "Cannot read properties of undefined (reading 'total')",
    ])
      expect(aliasedHead(message)).toBe(`Workflow "order" threw TypeError: ${message} (src/workflows.ts:12)`);
    expect(aliasedHead('get is not a function', `${here}/src/other.ts`)).toMatch(/^Workflow "order" threw/);
  });

  it('is told from a variable of the user’s own that does not exist', () => {
    expect(headOf('bufer is not defined', 'ReferenceError')).toMatch(/^Workflow "order" threw ReferenceError: bufer/);
  });

  it('is found in a promise that nobody awaited', () => {
    const cause = { message: 'fetch is not defined', type: 'ReferenceError', stack: userCode };
    const failure = {
      message: 'Unhandled Promise rejection: ReferenceError: fetch is not defined',
      type: 'UnhandledRejectionError',
      stack: '',
      cause,
    };
    expect(problemOf(failure, facts)?.code).toBe('HR1001');
  });

  it('comes with the way to the library that uses it, and the line that calls it', () => {
    const library = `${here}/node_modules/uuid/rng.js`;
    const root = `${here}/src/workflows.ts`;
    const chains = new ImportChains(
      { roots: [root], imports: new Map([[root, [{ request: 'uuid', file: library }]]]) },
      here,
    );
    const problem = problemOf(
      {
        message: 'crypto is not defined',
        type: 'ReferenceError',
        stack: stack(`rng (${library}:3:1)`, `order (${root}:7:2)`),
      },
      { ...facts, chains },
    );
    expect(problem?.head).toBe(
      'Workflow "order" uses crypto, which workflow code does not have (uuid, called at src/workflows.ts:7).',
    );
    expect(problem?.fix).toContain('It is loaded by src/workflows.ts → uuid');
  });
});

describe('a workflow type', () => {
  it('that is missing comes with the nearest name and all names', () => {
    const message = "Failed to initialize workflow of type 'ordr': no such function is exported by the workflow bundle";
    const problem = problemOf({ message, type: 'TypeError', stack: '' }, facts);
    expect(problem?.head).toBe(
      'Workflow type "ordr" is not in the bundle of the worker on task queue "orders"; did you mean "order"?',
    );
    expect(problem?.fix).toContain('The bundle has: order, refund.');
  });

  it('may have quotes and line breaks in it', () => {
    const message =
      "Failed to initialize workflow of type 'it's\nme': no such function is exported by the workflow bundle";
    expect(headOf(message)).toContain('Workflow type "it\'s\nme" is not in the bundle');
  });
});

describe('what stays untouched', () => {
  it.each([
    ['what already has a code', '[HR2004] Activity "charge" may run 3 hours without a heartbeat.'],
    ['what has a code further down', 'Failed\n[HR4004] Namespace "x" does not exist.'],
  ])('%s', (_, message) => {
    expect(headOf(message)).toBe('untouched');
  });

  it('what has no line of the user’s', () => {
    expect(
      headOf(
        'internal',
        'Error',
        stack('x (node:internal/process:1:1)', `y (${here}/node_modules/@temporalio/workflow/lib/internals.js:1:1)`),
      ),
    ).toBe('untouched');
  });
});

it('never throws, and words what it knows on one line', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.option(fc.string(), { nil: undefined }),
      fc.option(fc.string(), { nil: undefined }),
      (message, type, at) => {
        const problem = problemOf({ message, type, stack: at }, facts);
        return problem === undefined || problem.code.startsWith('HR10');
      },
    ),
  );
});

describe('a value that cannot be converted', () => {
  const raw = 'Unable to convert [object Object] to payload';

  it.each([
    [
      `${raw} at .items.3.price: bigint`,
      'A value that workflow "order" sends (src/workflows.ts:12) cannot be serialised: value.items[3].price: bigint.',
    ],
    [
      `Unhandled Promise rejection: ValueError: ${raw} at .total: bigint`,
      'The result of workflow "order", a detail of the failure that it throws, or a value in a call that it does not await, cannot be serialised: result.total: bigint.',
    ],
    [
      `${raw} at .a${'.lines.0.order'.repeat(22)}: deep`,
      'A value that workflow "order" sends (src/workflows.ts:12) cannot be serialised: value.a.lines[0].order: a circular reference.',
    ],
    [
      `${raw} at .tree: deep`,
      'A value that workflow "order" sends (src/workflows.ts:12) cannot be serialised: value.tree: nested deeper than JSON can follow.',
    ],
    [
      `${raw} at .order: object`,
      'A value that workflow "order" sends (src/workflows.ts:12) cannot be serialised: value.order: a getter or toJSON that throws, or a BigInt object.',
    ],
    // From a bundle without our interceptors.
    [
      raw,
      'A value that workflow "order" sends (src/workflows.ts:12) cannot be serialised: value: a value that its payload converter refuses.',
    ],
    [
      'Unable to convert 1 to payload at : bigint',
      'A value that workflow "order" sends (src/workflows.ts:12) cannot be serialised: value: bigint.',
    ],
  ])('is named by its path: %s', (message, head) => {
    expect(headOf(message, 'ValueError')).toBe(head);
  });

  it.each([
    ['scheduleActivityNextHandler', 'An argument of an activity that workflow "order" calls'],
    ['scheduleLocalActivityNextHandler', 'An argument of a local activity that workflow "order" calls'],
    ['startChildWorkflowExecutionNextHandler', 'A value that workflow "order" gives a child workflow'],
    ['signalWorkflowNextHandler', 'An argument of a signal that workflow "order" sends'],
  ])('says what it is of, where the stack tells: %s', (frame, subject) => {
    const problem = problemOf(
      {
        message: `${raw} at .total: bigint`,
        type: 'ValueError',
        stack: `ValueError\n    at ${frame} (/x/node_modules/@temporalio/workflow/src/workflow.ts:228:9)`,
      },
      facts,
    );
    expect(problem?.head).toBe(`${subject} cannot be serialised: value.total: bigint.`);
  });

  const sdk = (file: string) => `/x/node_modules/@temporalio/workflow/src/${file}`;
  const converting = '/x/node_modules/@temporalio/common/src/converter/payload-converter.ts';
  const list = `toPayloadsWithContext (${converting}:111:16)`;
  const memo = `mapToPayloads (${converting}:138:24)`;

  it.each([
    [
      'a signal, whose stack the SDK cuts off',
      [list, `${sdk('workflow.ts')}:558:36`, 'new Promise (<anonymous>)'],
      'An argument of a signal that workflow "order" sends',
    ],
    [
      'continue-as-new, which has no name',
      [list, `${sdk('workflow.ts')}:1212:43`, `${sdk('internals.ts')}:572:82`],
      'An argument with which workflow "order" continues as new',
    ],
    [
      'the memo of the next run',
      [memo, `${sdk('workflow.ts')}:1215:46`, `${sdk('internals.ts')}:572:82`],
      'A field of the memo with which workflow "order" continues as new',
    ],
    [
      'the memo of a child',
      [
        memo,
        `${sdk('workflow.ts')}:490:46`,
        `new Promise (<anonymous>)`,
        `startChildWorkflowExecutionNextHandler (${sdk('workflow.ts')}:452:23)`,
      ],
      'A field of the memo that workflow "order" gives a child workflow',
    ],
    [
      'an activity, in a promise as well',
      [
        list,
        `${sdk('workflow.ts')}:254:41`,
        'new Promise (<anonymous>)',
        `scheduleActivityNextHandler (${sdk('workflow.ts')}:228:9)`,
      ],
      'An argument of an activity that workflow "order" calls',
    ],
    [
      'what nobody knows',
      [list, `order (${here}/src/workflows.ts:12:9)`],
      'A value that workflow "order" sends (src/workflows.ts:12)',
    ],
  ])('says what it is of where the stack tells by its shape: %s', (_, frames, subject) => {
    const problem = problemOf(
      { message: `${raw} at .total: bigint`, type: 'ValueError', stack: stack(...frames) },
      facts,
    );
    expect(problem?.head).toBe(`${subject} cannot be serialised: value.total: bigint.`);
  });

  it('is told of a Proxy that throws already where its fields are counted, and not of a converter that throws', () => {
    const below = [
      `culprit (${here}/packages/workflow/src/internal/locate-values.ts:46:20)`,
      `toPayloadWithTypeInfo (${converting}:59:19)`,
      `scheduleActivityNextHandler (${sdk('workflow.ts')}:228:9)`,
    ];
    const trap = stack(`Object.ownKeys (${here}/src/workflows.ts:12:9)`, ...below);
    expect(headOf('revoked', 'Error', trap)).toBe(
      'An argument of an activity that workflow "order" calls (src/workflows.ts:12) cannot be serialised: value: a Proxy that throws when its fields are read.',
    );
    const own = stack(`Strict.toPayload (${here}/src/workflows.ts:12:9)`, ...below);
    expect(headOf('too strict', 'Error', own)).toBe('Workflow "order" threw Error: too strict (src/workflows.ts:12)');
  });

  it.each([
    [
      'errorToFailureInner',
      'A detail of a failure that workflow "order" throws cannot be serialised: detail.total: bigint.',
    ],
    ['Activator.completeWorkflow', 'The result of workflow "order" cannot be serialised: result.total: bigint.'],
    [
      'Activator.completeUpdate',
      'The answer of workflow "order" to an update cannot be serialised: value.total: bigint.',
    ],
  ])('tells a result from a detail of a failure when the code has ended: %s', (frame, head) => {
    const message = `${raw} at .total: bigint`;
    const cause = { message, type: 'ValueError', stack: stack(`${frame} (${sdk('internals.ts')}:1502:40)`) };
    const unhandled = {
      message: `Unhandled Promise rejection: ValueError: ${message}`,
      type: undefined,
      stack: '',
      cause,
    };
    expect(problemOf(unhandled, facts)?.head).toBe(head);
  });

  it.each([
    [['add'], 'update "add"'],
    [['add', 'remove'], 'update "add" or "remove"'],
  ])('names the updates whose answer it may be: %s', (openUpdates, update) => {
    const message = `${raw} at .total: bigint`;
    const cause = {
      message,
      type: 'ValueError',
      stack: stack(`Activator.completeUpdate (${sdk('internals.ts')}:1502:40)`),
    };
    const failure = {
      message: `Unhandled Promise rejection: ValueError: ${message}`,
      type: undefined,
      stack: '',
      cause,
    };
    expect(problemOf(failure, { ...facts, openUpdates })?.head).toBe(
      `The answer of workflow "order" to ${update} cannot be serialised: value.total: bigint.`,
    );
  });

  it('is told from an error of the user’s own that begins like it', () => {
    expect(headOf('Unable to convert the currency')).toMatch(/^Workflow "order" threw Error: Unable to convert/);
  });
});

describe('a duration that the SDK cannot read, where no guard looks', () => {
  it.each([
    ["Invalid duration string: '3 weekz'", "'3 weeks'"],
    ["Invalid duration string: 'soon'", 'a duration such as'],
  ])('is named with its place and the nearest one: %s', (message, cure) => {
    const problem = problemOf({ message, type: 'TypeError', stack: userCode }, facts);
    const value = /'.*'/.exec(message)?.[0];
    expect(problem?.code).toBe('HR2010');
    expect(problem?.head).toBe(
      `Workflow "order" (src/workflows.ts:12) has a timeout: ${value}, which is not a duration.`,
    );
    expect(problem?.fix).toContain(cure);
  });

  const inSdk = stack(
    `ms (${here}/node_modules/ms/dist/index.cjs:24:0)`,
    `msToNumber (${here}/node_modules/@temporalio/common/src/time.ts:83:9)`,
    `order (${here}/src/workflows.ts:12:9)`,
  );

  it.each([
    ['undefined', 'undefined'],
    ['null', 'null'],
    ['true', 'true'],
    ['{"card":"4242"}', 'an object'],
    ['"2026-11-25"', 'an object'],
    ['[1]', 'an array'],
  ])('is named where there is none: %s', (json, value) => {
    const message = `Value is not a string or number.. value=${json}`;
    const problem = problemOf({ message, type: 'Error', stack: inSdk }, facts);
    expect(problem?.code).toBe('HR2010');
    expect(problem?.head).toMatch(/^Workflow "order" \(.*src\/workflows\.ts:12\) has a timeout: /);
    expect(problem?.head).toContain(` has a timeout: ${value}, which is not a duration.`);
    expect(problemOf({ message, type: 'Error', stack: userCode }, facts)?.code).toBe('HR1010');
  });

  const read = (...frames: string[]) => [
    `ms (${here}/node_modules/ms/dist/index.cjs:24:0)`,
    'msToNumber (/x/node_modules/@temporalio/common/src/time.ts:83:9)',
    ...frames,
    `order (${here}/src/workflows.ts:12:9)`,
  ];

  it.each([
    [
      'sleep in workflow "order" (src/workflows.ts:12) has a duration: undefined, which is not a duration.',
      read('sleep (/x/node_modules/@temporalio/workflow/src/workflow.ts:193:44)'),
    ],
    [
      'CancellationScope.withTimeout in workflow "order" (src/workflows.ts:12) has a duration: a function, which is not a duration.',
      read(
        'msOptionalToNumber (/x/node_modules/@temporalio/common/src/time.ts:76:9)',
        'new CancellationScope (/x/node_modules/@temporalio/workflow/src/cancellation-scope.ts:130:38)',
        'Function.withTimeout (/x/node_modules/@temporalio/workflow/src/cancellation-scope.ts:246:11)',
      ),
    ],
  ])('is told of what was called, at the line of the user’s own: %s', (head, frames) => {
    expect(headOf('Value is not a string or number.. value=undefined', 'Error', stack(...frames))).toBe(head);
  });

  it('is not what a user’s own error says', () => {
    expect(problemOf({ message: 'Invalid duration', type: 'TypeError', stack: userCode }, facts)?.code).toBe('HR1010');
  });
});

describe('an error that says little', () => {
  it('is told without a message', () => {
    expect(headOf('')).toBe('Workflow "order" threw Error without a message (src/workflows.ts:12)');
  });

  it('is told where nothing of the user’s stands in its stack, as for Promise.any', () => {
    expect(headOf('All promises were rejected', 'AggregateError', stack())).toBe(
      'Workflow "order" threw AggregateError: All promises were rejected',
    );
    expect(headOf('Something of the SDK’s own', 'Error', stack())).toBe('untouched');
  });

  it('is the user’s own where another member is read', () => {
    expect(headOf("Cannot read properties of undefined (reading 'env')", 'TypeError')).toBe(
      'Workflow "order" threw TypeError: Cannot read properties of undefined (reading \'env\') (src/workflows.ts:12)',
    );
  });
});

describe('a payload that the worker cannot read', () => {
  it.each([
    [
      'Unknown encoding: binary/zlib',
      'Workflow "order" got a payload of encoding "binary/zlib", which its data converter cannot read.',
    ],
    [
      'Missing payload metadata',
      'Workflow "order" got a payload that does not say how it is encoded, which its data converter cannot read.',
    ],
  ])('is named: %s', (message, head) => {
    expect(headOf(message, 'ValueError', stack())).toBe(head);
  });

  it('is told from what a user’s code throws', () => {
    expect(headOf('Unknown encoding: utf-9', 'Error')).toMatch(/^Workflow "order" threw Error: Unknown encoding/);
  });
});

describe('a module of interceptors', () => {
  const at = stack('Object.initRuntime (/app/node_modules/@temporalio/workflow/src/worker-interface.ts:80:61)');
  it.each([
    [
      "Failed to initialize workflows interceptors: expected a function, but got: '[object Object]'",
      /exports "interceptors" as something else/,
    ],
    ["Cannot read properties of undefined (reading 'inbound')", /makes something else than interceptors/],
    ['Spread syntax requires ...iterable[Symbol.iterator] to be a function', /makes something else than interceptors/],
  ])('is named: %s', (message, head) => {
    expect(headOf(message, 'TypeError', at)).toMatch(head);
  });

  it.each([
    [
      ['src/tracing.ts'],
      /^Interceptor module src\/tracing\.ts exports "interceptors" as something else than a function: a class$/,
    ],
    [['src/a.ts', 'src/b.ts'], /^Interceptor module src\/a\.ts or src\/b\.ts exports /],
    [[], /^A module of workflow interceptors exports /],
  ])('is named by its file, where that is known: %j', (interceptorModules, head) => {
    const failure = {
      message: "Class constructor interceptors cannot be invoked without 'new'",
      type: 'TypeError',
      stack: at,
    };
    const facts = {
      workflowType: 'order',
      taskQueue: 'orders',
      workflowTypes: [],
      chains: undefined,
      interceptorModules,
    };
    expect(problemOf(failure, facts)?.head).toMatch(head);
  });

  it('is not what a user’s code reads of something else', () => {
    expect(headOf("Cannot read properties of undefined (reading 'inbound')", 'TypeError')).toMatch(
      /^Workflow "order" threw/,
    );
  });
});

describe('words of the bundler', () => {
  it.each([
    ['(0 , _lib_price__WEBPACK_IMPORTED_MODULE_3__.total) is not a function', '_lib_price.total is not a function'],
    ['fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync is not a function', 'fs.readFileSync is not a function'],
  ])('are put into those of the author: %s', (message, shown) => {
    expect(headOf(message, 'TypeError')).toBe(`Workflow "order" threw TypeError: ${shown} (src/workflows.ts:12)`);
  });

  it('costs nothing in a text of megabytes', () => {
    expect(headOf('h'.repeat(3_000_000))).toContain('Workflow "order" threw Error: hhh');
  });
});

it('names what the log or another sink cannot be handed', () => {
  const problem = problemOf({ message: '() => 1 could not be cloned.', type: 'DataCloneError', stack: '' }, facts);
  expect(problem?.code).toBe('HR5014');
  expect(problem?.head).toBe(
    'A sink or the log is handed a value that cannot leave the sandbox: () => 1 could not be cloned.',
  );
});

describe('what the bundle explains', () => {
  const loading = stack(`eval (${here}/src/b.ts:1:9)`, 'Object.importWorkflows (workflow-bundle.js:1:1)');
  const cycleOf = (file: string) => (file.endsWith('/src/b.ts') ? ['src/b.ts', 'src/a.ts', 'src/b.ts'] : undefined);
  const loadingWith = (message: string, more: Partial<WorkflowFacts> = {}) =>
    problemOf({ message, type: 'ReferenceError', stack: loading }, { ...facts, ...more });

  it('an import that is not there yet comes with the circle that it is part of', () => {
    for (const message of [
      "Cannot access 'RATE' before initialization",
      'Class extends value undefined is not a constructor or null',
      "Cannot read properties of undefined (reading 'name')",
    ]) {
      expect(loadingWith(message, { cycleOf })?.why).toMatch(
        /^src\/b\.ts → src\/a\.ts → src\/b\.ts import each other in a circle/,
      );
    }
    expect(loadingWith('STRIPE_URL is missing', { cycleOf })?.why).toMatch(/^no workflow of this bundle can run/);
  });

  it('such an import leads to the search for one where who imports whom is not known', () => {
    expect(loadingWith("Cannot access 'RATE' before initialization")?.fix).toMatch(
      /^look for files that import each other/,
    );
    expect(loadingWith('STRIPE_URL is missing')?.fix).toMatch(/^move what throws/);
  });

  it.each([
    '(0 , path__WEBPACK_IMPORTED_MODULE_0__.join) is not a function',
    'path__WEBPACK_IMPORTED_MODULE_12__.join is not a function',
    'path__WEBPACK_IMPORTED_MODULE_0___default().join is not a function',
    'path.join is not a function',
  ])('a module that ignoreModules leaves out is told where it is used: %s', (message) => {
    const failure = { message, type: 'TypeError', stack: userCode };
    const problem = problemOf(failure, { ...facts, ignored: ['path'] });
    expect(problem?.head).toBe(
      'Workflow "order" uses join of \'path\', which workflow code does not have (src/workflows.ts:12).',
    );
    expect(problem?.fix).toContain("'path' is in ignoreModules, which leaves an empty module in its place");
    expect(problemOf(failure, { ...facts, ignored: ['fs'] })?.code).toBe('HR1010');
  });

  it('a workflow that two modules export, or that an older bundle lacks', () => {
    const message = "Failed to initialize workflow of type 'ship': no such function is exported by the workflow bundle";
    const twice = new Map([['ship', { place: 'src/w.ts:2', modules: ['./a', './b'] as const }]]);
    const failure = { message, type: 'TypeError', stack: '' };
    expect(problemOf(failure, { ...facts, twice })?.fix).toMatch(/^src\/w\.ts:2 exports it of both \.\/a and \.\/b/);
    expect(problemOf(failure, { ...facts, prebuilt: true })?.fix).toMatch(/^build the bundle again/);
    expect(problemOf(failure, facts)?.fix).toMatch(/^export a function named ship/);
  });
});

describe('an error of a handler', () => {
  it('comes with whose it is', () => {
    expect(headOf('bad amount', 'Error', `[signal approve]\n${userCode}`)).toBe(
      'Workflow "order" threw Error: bad amount (src/workflows.ts:12, handler of signal "approve")',
    );
    expect(headOf('Buffer is not defined', 'ReferenceError', `[update pay]\n${userCode}`)).toBe(
      'Workflow "order" uses Buffer, which workflow code does not have (src/workflows.ts:12, handler of update "pay").',
    );
  });

  it('is told where no line of the stack is left', () => {
    expect(headOf('no such order', 'Error', '[signal approve]')).toBe(
      'Workflow "order" threw Error: no such order (handler of signal "approve")',
    );
  });
});

// The SDK takes the word for a line of the machine's, and cuts off the stack there.
it('knows errors that say "unknown" without their stack', () => {
  expect(headOf('unknown order', 'OrderError', '')).toBe('Workflow "order" threw OrderError: unknown order');
  expect(headOf('no such order', 'Error', '')).toBe('untouched');
});

it('names condition, and not a variable of the package’s, where its function is none', () => {
  const at = stack(
    `answer (${here}/packages/workflow/src/timers.ts:18:17)`,
    `conditionInner (${here}/node_modules/@temporalio/workflow/src/workflow.ts:1:1)`,
    `condition (${here}/node_modules/@temporalio/workflow/src/workflow.ts:2:2)`,
    `order (${here}/src/workflows.ts:12:9)`,
  );
  expect(headOf('e is not a function', 'TypeError', at)).toBe(
    'Workflow "order" hands condition what it cannot use (src/workflows.ts:12): it is not a function',
  );
});

describe('a Nexus client that was made of something else', () => {
  const sdk = `${here}/node_modules/@temporalio/workflow/lib/nexus.js`;
  const at = stack(`NexusServiceClientImpl.startOperation (${sdk}:27:63)`, `order (${here}/src/workflows.ts:12:9)`);

  it.each([
    ['good', 'a Nexus client', 'its service has no operations: it is a name, or nothing'],
    ['operations', 'createNexusServiceClient', 'it has no service'],
    ['name', 'createNexusServiceClient', 'it has no service'],
    ['service', 'createNexusServiceClient', 'it has no options'],
  ])('is told in its own words, not in those of a read of "%s"', (field, call, reason) => {
    expect(headOf(`Cannot read properties of undefined (reading '${field}')`, 'TypeError', at)).toBe(
      `Workflow "order" hands ${call} what it cannot use (src/workflows.ts:12): ${reason}`,
    );
  });

  it('is not told of the user’s own code', () => {
    const own = stack(`startOperation (${here}/src/workflows.ts:12:9)`);
    expect(headOf("Cannot read properties of undefined (reading 'good')", 'TypeError', own)).toMatch(
      /^Workflow "order" threw TypeError/,
    );
  });
});

describe('what has come as JSON', () => {
  const hintOf = (message: string, more: Partial<WorkflowFacts> = {}) =>
    problemOf({ message, type: 'TypeError', stack: userCode }, { ...facts, ...more })?.fix.split('\n', 1)[0];
  const none = 'if it is a mistake in the code, correct it and deploy: the execution goes on by itself.';

  it.each([
    ['order.placedAt.getTime', /^arguments and results arrive as JSON, in which a Date is a text: make one of it/],
    ['order.items[0].at.toISOString', /in which a Date is a text/],
    ['order.prices.get', /^arguments and results arrive as JSON, in which a Map or a Set is \{\}: send a list/],
    ['user.fullName', /^arguments and results arrive as JSON, in which an instance has no methods/],
  ])('and lost %s is told of', (call, hint) => {
    expect(hintOf(`${call} is not a function`)).toMatch(hint);
  });

  it.each([
    'Promise.withResolvers',
    'Object.groupBy',
    'PRICES.get',
    'items.toSorted',
    'order.tags.union',
    // Mostly one object in the place of a list, or a number in that of a text.
    'order.items.forEach',
    'order.items.map',
    'order.prices.values',
    'order.id.trim',
    'order.payment.then',
  ])('is not thought of where %s is missing', (call) => {
    expect(hintOf(`${call} is not a function`)).toBe(none);
  });

  it('is not thought of where a converter of the user’s own may have made something else of it', () => {
    for (const call of ['order.placedAt.getTime', 'order.prices.get', 'user.fullName'])
      expect(hintOf(`${call} is not a function`, { ownConverter: true })).toBe(none);
    expect(hintOf('handle.result is not a function', { ownConverter: true })).toMatch(
      /^a handle that startChild gives/,
    );
  });

  it('is not thought of where a module or a plain function is meant', () => {
    for (const call of ['(0 , _lib_price__WEBPACK_IMPORTED_MODULE_3__.total)', 'total'])
      expect(hintOf(`${call} is not a function`)).toBe(none);
    expect(hintOf('handle.result is not a function')).toMatch(/^a handle that startChild gives/);
  });

  it('or not at all: an execution that was started without arguments', () => {
    const missing =
      'this execution was started without arguments: if the workflow has parameters, they are undefined; pass them as a list where it is started, args: [order].';
    for (const name of ['order', 'undefined']) {
      const message = `Cannot destructure property 'id' of '${name}' as it is undefined.`;
      expect(hintOf(message, { argumentCount: 0 })).toBe(missing);
      for (const argumentCount of [1, undefined]) expect(hintOf(message, { argumentCount })).toBe(none);
    }
  });

  it('of a module whose name is put together at run time', () => {
    expect(hintOf("Cannot find module './flows/order'")).toContain('import each module by its name');
  });

  it('which explains nothing of what is undefined elsewhere, as in a workflow that takes none', () => {
    for (const message of [
      "Cannot read properties of undefined (reading 'limit')",
      "Cannot destructure property 'limit' of 'CONFIG.eu' as it is undefined.",
      "Cannot destructure property 'limit' of 'read(...)' as it is undefined.",
      'no such customer',
    ])
      expect(hintOf(message, { argumentCount: 0 })).toBe(none);
  });
});

it('says that the thread of a workflow ran out of memory (HR5034)', () => {
  const message =
    'Workflow Worker Thread exited prematurely: Error [ERR_WORKER_OUT_OF_MEMORY]: Worker terminated due to reaching memory limit: JS heap out of memory';
  expect(headOf(message, 'UnexpectedError', '')).toBe(
    'The worker of task queue "orders" ends: a thread that runs its workflows has no memory left.',
  );
});

describe('says that the thread of a workflow ended (HR5036)', () => {
  const ended = (error: string) => headOf(`Workflow Worker Thread exited prematurely: ${error}`, 'UnexpectedError', '');
  const begin = 'The worker of task queue "orders" ends: a thread that runs its workflows has ended: ';

  it('of null or undefined, thrown while workflow code is loaded', () => {
    for (const nothing of ['null', 'undefined'])
      expect(ended(`TypeError: Cannot read properties of ${nothing} (reading 'message')`)).toBe(
        `${begin}null or undefined was thrown while workflow code was loaded`,
      );
  });

  it('of anything else', () => {
    expect(ended('Error: no keys')).toBe(`${begin}Error: no keys`);
  });
});
it('says of a field of undefined in a handler that it may be an argument, or the object of a method', () => {
  const message = "Cannot read properties of undefined (reading 'items')";
  const at = `[signal add]\nTypeError: ${message}\n    at add (${here}/src/cart.ts:12:9)`;
  expect(problemOf({ message, type: 'TypeError', stack: at }, facts)?.fix.split('\n')[0]).toBe(
    'an argument that was not sent is undefined in a handler, and so is this in a method that is handed over alone: write setHandler(addSignal, (item) => cart.add(item)).',
  );
  expect(problemOf({ message, type: 'TypeError', stack: userCode }, facts)?.fix).not.toContain('handler');
});

it('names nextRetryDelay where the SDK cannot read it', () => {
  const message = "Invalid duration string: 'soon'";
  const frame = 'errorToFailureInner (/x/node_modules/@temporalio/common/src/converter/failure-converter.ts:353:52)';
  expect(headOf(message, 'TypeError', stack(frame))).toBe(
    `A failure that is thrown in workflow "order" has nextRetryDelay: 'soon', which is not a duration.`,
  );
});

describe('a search attribute that the SDK refuses', () => {
  const attributes = (...frames: string[]) =>
    stack(
      'encodeUnifiedSearchAttributes (/x/node_modules/@temporalio/common/src/converter/payload-search-attributes.ts:170:41)',
      ...frames.map((frame) => `${frame} (/x/node_modules/@temporalio/workflow/src/workflow.ts:492:61)`),
      `order (${here}/src/workflows.ts:12:9)`,
    );
  const told = (message: string, ...frames: string[]) => {
    const problem = problemOf({ message, type: 'ValueError', stack: attributes(...frames) }, facts);
    return [problem?.head, problem?.fix];
  };
  const hands = (call: string, reason: string) =>
    `Workflow "order" hands ${call} what it cannot use (src/workflows.ts:12): ${reason}`;

  it.each([
    ['upsertSearchAttributes', 'upsertSearchAttributes', "upsertSearchAttributes({ State: ['new'] })"],
    [
      'startChildWorkflowExecutionNextHandler',
      'the searchAttributes of startChild or executeChild',
      "searchAttributes: { State: ['new'] }",
    ],
    ['makeContinueAsNewFunc', 'searchAttributes', "searchAttributes: { State: ['new'] }"],
  ])('is told of the call that has it: %s', (frame, call, example) => {
    expect(told('SearchAttribute value must be an array', frame)).toEqual([
      hands(call, 'SearchAttribute value must be an array'),
      `pass a list, also for one value: ${example}.`,
    ]);
  });

  it('is told where its key is none, and where its value is of another type', () => {
    expect(told('Invalid search attribute value gold for given type undefined', 'upsertSearchAttributes')).toEqual([
      hands('upsertSearchAttributes', 'the key of a search attribute is none'),
      "make the key first: const state = defineSearchAttributeKey('State', SearchAttributeType.KEYWORD); [{ key: state, value: 'new' }].",
    ]);
    expect(told('Invalid search attribute value 5 for given type KEYWORD', 'upsertSearchAttributes')).toEqual([
      hands('upsertSearchAttributes', 'Invalid search attribute value 5 for given type KEYWORD'),
      'give the attribute a value of the type of its key: KEYWORD and TEXT take a text, INT a whole number, DOUBLE a number, BOOL true or false, DATETIME a Date, KEYWORD_LIST a list of texts; or correct the type in defineSearchAttributeKey.',
    ]);
  });
});

it.each([
  [
    'handle.query is not a function',
    'where this is the handle of a workflow: in workflow code the handle of a child has result and signal, and that of getExternalWorkflowHandle signal and cancel. The rest is a client’s: call it in an activity.',
  ],
  [
    'handle.result is not a function',
    'a handle that startChild gives has to be awaited first: const handle = await startChild(…); await handle.result(); in workflow code the handle of a child has result and signal, and that of getExternalWorkflowHandle signal and cancel.',
  ],
  [
    'wf.proxyActivities(...) is not a function',
    'what it gives has the activities by their names: const { charge } = proxyActivities<typeof activities>({ … }); await charge(order).',
  ],
])('says what a handle and a proxy have: %s', (message, hint) => {
  expect(problemOf({ message, type: 'TypeError', stack: userCode }, facts)?.fix.split('\n')[0]).toBe(hint);
});

it.each([
  [true, 'Loading the modules of workflow "order" took over 5 seconds, so its workflow task was broken off.'],
  [undefined, 'Workflow "order" ran for 5 seconds without yielding, so its workflow task was broken off.'],
])('tells a workflow that does not yield from modules that take too long to load: %s', (loading, head) => {
  const failure = { message: 'Script execution timed out after 5000ms', type: 'Error', stack: '' };
  expect(problemOf(failure, { ...facts, ...(loading && { loading }) })?.head).toBe(head);
});
