/** A piece of the text of `Fn::Sub`: text as it is, or the name of a variable. */
export type SubPart = { readonly text: string } | { readonly variable: string };

/** The pieces of the text of `Fn::Sub`: `${Name}` is a variable, `${!Text}` is the text `${Text}`. */
export function subParts(template: string): SubPart[] {
  const parts: SubPart[] = [];
  let end = 0;
  for (const match of template.matchAll(/\$\{(!?)([^}]*)\}/g)) {
    const [whole, literal, name] = match;
    parts.push({ text: template.slice(end, match.index) });
    parts.push(literal ? { text: `\${${name}}` } : { variable: name.trim() });
    end = match.index + whole.length;
  }
  return [...parts, { text: template.slice(end) }].filter((part) => 'variable' in part || part.text !== '');
}
