/** Where stacks are deployed to. */
export interface Environment {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}
