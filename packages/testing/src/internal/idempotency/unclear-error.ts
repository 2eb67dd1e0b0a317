import type { Obstacle } from './obstacles';

/** Ends a check that cannot judge, with the reason. */
export class UnclearError extends Error {
  constructor(readonly obstacle: Obstacle) {
    super(obstacle.reason);
  }
}
