/** Gets the development server: found, downloaded or built, as `resolveTemporalServer` of @handrail/testing does. */
export const devServer = {
  name: 'Get a Temporal server',
  fix: 'follow the advice above; TEMPORAL_CLI_PATH names an existing temporal program, TEMPORAL_ADDRESS a running server.',
  essential: true,
  async run({ detail }) {
    const { resolveTemporalServer } = await loadServers();
    const server = await resolveTemporalServer({ onProgress: ({ message }) => detail(message) });
    return { note: server.kind === 'running' ? server.address : server.way };
  },
};

/** Gets the time-skipping server, on which tests let weeks pass. */
export const timeSkippingServer = {
  name: 'Get a time-skipping server',
  fix: 'follow the advice above, then run the command again.',
  async run({ detail }) {
    const { resolveTimeSkippingServer } = await loadServers();
    const server = await resolveTimeSkippingServer({ onProgress: ({ message }) => detail(message) });
    return { note: server.way };
  },
};

// Only there once the packages are built.
async function loadServers() {
  return import('../../packages/testing/lib/server.js');
}
