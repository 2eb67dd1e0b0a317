export * from '@temporalio/worker';
