import { wrapped } from '../options/help';
import { printable } from '../progress/printable';

/** The lines of a text, indented. */
export function item(text: string, indent = 2): string[] {
  return wrapped(printable(text).trim(), indent);
}
