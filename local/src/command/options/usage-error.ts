/** The command was called in a way that can't be meant; nothing was begun. */
export class UsageError extends Error {
  readonly name = 'UsageError';
}
