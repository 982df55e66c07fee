import type { Readable } from 'node:stream';

/** A line of a text, with its number. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

/** The lines of a text in UTF-8. node:readline ends one at U+2028 too, which JSON leaves as it is. */
export async function* linesIn(body: Readable): AsyncGenerator<Line> {
  let number = 0;
  let begun = '';
  for await (const piece of body.setEncoding('utf8')) {
    const texts = (begun + piece).split('\n');
    begun = texts.pop()!;
    for (const text of texts) yield { number: ++number, text };
  }
  if (begun !== '') yield { number: ++number, text: begun };
}
