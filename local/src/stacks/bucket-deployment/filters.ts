/**
 * Whether a path counts, by the patterns of the AWS CLI: everything does but what `exclude` has, and of that what `include` has
 * does again. AWS CLI command reference, s3, "Use of Exclude and Include Filters".
 */
export function pathFilter(exclude: readonly string[], include: readonly string[]): (path: string) => boolean {
  const excluded = exclude.map(patternOf);
  const included = include.map(patternOf);
  return (path) => included.some((pattern) => pattern.test(path)) || !excluded.some((pattern) => pattern.test(path));
}

/** Characters, and sets of them in brackets: one that stands at the beginning of a set doesn't end it. */
const PARTS = /\[(?!!?\](?![^\]]*\]))!?\]?[^\]]*\]|[^]/gu;

/** `*` stands for anything, slashes too, `?` for a character, `[abc]` for one of these, `[!abc]` for any other. */
function patternOf(pattern: string): RegExp {
  const parts = pattern.match(PARTS) ?? [];
  return new RegExp(`^${parts.map(partOf).join('')}$`, 'su');
}

function partOf(part: string): string {
  if (part === '*') return '.*';
  if (part === '?') return '.';
  if (part.length < 3 || !part.startsWith('[')) return literal(part);
  const isNegated = part.startsWith('[!');
  const members = part.slice(isNegated ? 2 : 1, -1);
  return `[${isNegated ? '^' : ''}${members.replace(/[\\\]^[]/g, '\\$&')}]`;
}

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
