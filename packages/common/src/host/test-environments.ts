const KEY = Symbol.for('handrail.test-environment');

/** Notes that this process has made a test environment: a worker without a connection was meant for it then. */
export function noteTestEnvironment(): void {
  (globalThis as { [KEY]?: true })[KEY] = true;
}

/** Whether {@link noteTestEnvironment} was called, in whichever copy of this package. */
export function hasTestEnvironment(): boolean {
  return (globalThis as { [KEY]?: true })[KEY] === true;
}
