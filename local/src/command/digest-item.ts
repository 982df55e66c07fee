import { wrapped } from './help';
import { printable } from './printable';

/** The lines of a text, indented. */
export function item(text: string, indent = 2): string[] {
  return wrapped(printable(text).trim(), indent);
}
