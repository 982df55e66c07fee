/** A cell of a table in Markdown. */
export type CellText = string | number | boolean | undefined;

/** A table in Markdown, or a sentence where it would have no rows. */
export function table(heads: readonly string[], rows: readonly (readonly CellText[])[]): string {
  if (rows.length === 0) return 'None.';
  const line = (cells: readonly CellText[]) => `| ${cells.map(escaped).join(' | ')} |`;
  return [line(heads), `|${'---|'.repeat(heads.length)}`, ...rows.map(line)].join('\n');
}

/** A list in Markdown. */
export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Text as code, which no Markdown is read in. */
export function code(text: CellText): string {
  return `\`${String(text)}\``;
}

function escaped(cell: CellText): string {
  return String(cell ?? '').replaceAll('|', '\\|');
}
