/** What moves a terminal's cursor, breaks a line or turns the direction of writing; all but the tab. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** A text on one line, with visible stand-ins such as `\u001b` for what a terminal would obey: keys and logs may hold anything. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    switch (character) {
      case '\t': return character;
      case '\n': return '\\n';
      case '\r': return '\\r';
      default: return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    }
  });
}
