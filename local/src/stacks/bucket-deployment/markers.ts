import type { DeploymentSource } from './declared-deployment';

/** Bytes with what the deployment knows in the place of what the synthesis couldn't: each marker as often as it is there, one after the other. */
export function withoutMarkers(bytes: Buffer, { markers, isJson }: Pick<DeploymentSource, 'markers' | 'isJson'>): Buffer {
  const replaced = Object.entries(markers).reduce((text, [marker, value]) => (
    text.replaceAll(byteText(marker), () => byteText(isJson ? escaped(value) : value))
  ), bytes.toString('latin1'));
  return Buffer.from(replaced, 'latin1');
}

/** A text with one character for each byte, so that files which are no text stay as they are. */
function byteText(text: string): string {
  return Buffer.from(text).toString('latin1');
}

/** A value as it stands within a text of JSON, in ASCII alone, as the handler writes it. */
function escaped(value: string): string {
  return JSON.stringify(value).slice(1, -1).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
