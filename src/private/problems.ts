import type { IConstruct } from 'constructs';

/** Throws all problems of a construct at once, its path first; does nothing when there are none. */
export function refuse(construct: IConstruct, problems: readonly string[]): void {
  if (problems.length > 0) {
    throw new Error([`${construct.node.path} can't be deployed as it is:`, ...problems.map((problem) => `- ${problem}`)].join('\n'));
  }
}
