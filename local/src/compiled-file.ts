import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The path of a compiled file of this package, for processes of its own; the same whether the caller was compiled or runs
 * from its source.
 * @param file relative to `lib`
 */
export function compiledFile(file: string): string {
  const path = join(__dirname, '..', 'lib', file);
  if (!existsSync(path)) throw new Error(`${path} is missing: compile the package first (npm run build in its folder)`);
  return path;
}
