import type { SeedOptions } from './seed-options';

/** Objects for a bucket that a stack makes: they are in it before anything that refers to it is made. */
export interface SeededBucket {
  /** The bucket's construct path, such as `Stack/Files`; or its stack and logical id, with those of nested stacks between. */
  readonly path: string;
  /** A folder, a listing in JSON or an inventory's manifest.json: what `Cloud.seed` takes. */
  readonly source: string;
  /** Without `versioned`: the stack says whether its bucket keeps versions. */
  readonly options?: SeedOptions;
}
