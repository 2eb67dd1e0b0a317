export const TASK_QUEUE = 'orders';
