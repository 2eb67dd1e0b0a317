import type { ErrorCode } from './define-error';

/**
 * Codes that are not given any more, with the one that stands for the same mistake now. They are never given another meaning,
 * and keep their page.
 */
export const RETIRED_CODES: Readonly<Partial<Record<ErrorCode, ErrorCode>>> = {
  HR1031: 'HR1001',
  HR1032: 'HR1025',
  HR1039: 'HR1002',
};
