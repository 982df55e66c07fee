/** Environment variable with the factor by which a function's time runs faster. */
export const CLOCK_FACTOR = 'S3_BATCH_OPERATIONS_LOCAL_CLOCK_FACTOR';

/** Environment variable with the epoch milliseconds from which it does. */
export const CLOCK_ORIGIN = 'S3_BATCH_OPERATIONS_LOCAL_CLOCK_ORIGIN';
