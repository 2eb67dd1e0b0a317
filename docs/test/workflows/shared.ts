// The workflows that all pages share, as a worker has them.
export { order, pay, report } from '../fixtures/workflows';
