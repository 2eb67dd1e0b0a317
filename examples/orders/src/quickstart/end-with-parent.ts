/**
 * Loaded before the worker in the quickstart's child processes: ends them when the quickstart is killed and can no longer
 * do it.
 *
 * @module
 */
process.once('disconnect', () => process.exit(1));
// Watching the parent is no reason to stay when the worker's own work is done.
process.channel?.unref();
