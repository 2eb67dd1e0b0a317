export * from '@temporalio/activity';
