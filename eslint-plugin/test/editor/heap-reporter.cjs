// Loaded into the language server: says how many bytes of its heap are in use once all garbage is collected.
process.on('message', (message) => {
  if (message !== 'heap') return;
  globalThis.gc();
  process.send(process.memoryUsage().heapUsed);
});
