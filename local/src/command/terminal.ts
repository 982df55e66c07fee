/** Where a command reads from and writes to. */
export interface Terminal {
  /** What was asked for: help, a digest, an address. */
  readonly stdout: NodeJS.WriteStream;
  /** What happens meanwhile, and what is wrong. */
  readonly stderr: NodeJS.WriteStream;
}
