/** A property's text, if it is one that CloudFormation takes. */
export function oneOf<const Text extends string>(name: string, texts: readonly Text[], text: string): Text {
  const found = texts.find((one) => one === text);
  if (found === undefined) throw new Error(`\`${name}\` must be one of ${texts.join(', ')}, got: ${text}`);
  return found;
}
