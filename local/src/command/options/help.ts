import type { OptionTable } from './option';

/** How wide the text is at most: a terminal's least. */
const COLUMNS = 80;
/** Where the descriptions of options begin. */
const INDENT = 6;

/** What a command is, for `--help`. */
export interface CommandHelp {
  readonly usage: string;
  readonly about: readonly string[];
  readonly options: OptionTable;
  readonly after: readonly string[];
}

/** The text of `--help`, at most 80 columns wide. */
export function helpText({ usage, about, options, after }: CommandHelp): string {
  const described = Object.entries(options).flatMap(([name, { value, help, repeatable }]) => [
    `  --${name}${value === undefined ? '' : ` ${value}`}${repeatable ? ' ...' : ''}`,
    ...wrapped(help, INDENT),
  ]);
  const paragraphs = (texts: readonly string[]) => texts.flatMap((text) => [...wrapped(text, 0), '']);
  return [`Usage: ${usage}`, '', ...paragraphs(about), 'Options; those with ... may be repeated:', ...described, '', ...paragraphs(after)].join('\n').trimEnd();
}

/** Breaks a text between words; one that is longer than a line has its own. A text that begins with a space is left as it is. */
export function wrapped(text: string, indent: number): string[] {
  if (text.startsWith(' ')) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent + line.length + 1 + word.length > COLUMNS) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line].map((each) => ' '.repeat(indent) + each);
}
