/** One object that a job works on. */
export interface Task {
  readonly bucket: string;
  /** As the object has it, not encoded. */
  readonly key: string;
  /** Only where the manifest names versions. */
  readonly versionId?: string;
}

/** The objects of a job, settled once: objects that come and go while it runs change nothing. */
export interface Manifest {
  readonly total: number;
  /** Every task once. */
  tasks(): AsyncGenerator<Task>;
}
