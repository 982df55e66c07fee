/** A policy says something that the engine doesn't evaluate; guessing would make the run prove nothing. */
export class UnsupportedPolicyError extends Error {
  readonly name = 'UnsupportedPolicyError';
}
