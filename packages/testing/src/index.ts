export * from '@temporalio/testing';
