export * from '@temporalio/workflow';
