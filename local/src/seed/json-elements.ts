import { inPlace } from './in-place';

/** An object in a list that is a member of the object which a text in JSON is. */
export interface JsonElement {
  readonly member: string;
  readonly value: unknown;
}

const [QUOTE, BACKSLASH, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = Buffer.from('"\\{}[]');

/**
 * Takes apart a text in JSON that can be larger than a string may be, such as a listing of a million objects: the objects
 * in its lists come one at a time. Once they all have come, `rest` is the text's object with a 0 in each one's place.
 */
export class JsonElements {
  rest: unknown;
  private skeleton = '';
  private member = '';
  private depth = 0;
  private isInText = false;
  private isEscaped = false;
  /** The pieces of the element that has begun. */
  private begun?: Buffer[];

  /** @param name what messages call the text */
  constructor(private readonly name: string) {}

  async* of(pieces: AsyncIterable<Buffer>): AsyncGenerator<JsonElement> {
    for await (const piece of pieces) yield* this.elementsIn(piece);
    this.rest = this.parsed(this.skeleton);
  }

  private* elementsIn(piece: Buffer): Generator<JsonElement> {
    let start = 0;
    for (let index = 0; index < piece.length; index++) {
      const byte = piece[index];
      if (this.beginsElement(byte)) {
        this.begun = [];
        start = index;
      }
      this.follow(byte);
      if (this.begun && this.depth === 2 && !this.isInText) {
        const text = Buffer.concat([...this.begun, piece.subarray(start, index + 1)]).toString();
        this.begun = undefined;
        this.skeleton += '0';
        yield { member: this.member, value: this.parsed(text) };
      } else if (!this.begun) {
        this.keep(byte);
      }
    }
    this.begun?.push(piece.subarray(start));
  }

  private beginsElement(byte: number): boolean {
    return byte === OPEN_BRACE && this.depth === 2 && !this.begun && !this.isInText && this.member !== '';
  }

  private follow(byte: number): void {
    if (this.isEscaped) {
      this.isEscaped = false;
    } else if (this.isInText) {
      this.isEscaped = byte === BACKSLASH;
      this.isInText = byte !== QUOTE;
    } else {
      this.isInText = byte === QUOTE;
      if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.depth++;
      if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) this.depth--;
    }
  }

  private keep(byte: number): void {
    // whitespace between values would be most of what is kept
    if (byte <= 0x20 && !this.isInText) return;
    this.skeleton += String.fromCharCode(byte);
    if (this.depth === 1) this.member = '';
    if (this.depth === 2 && byte === OPEN_BRACKET && !this.isInText) this.member = /"([^"\\]*)":\[$/.exec(this.skeleton.slice(-100))?.[1] ?? '';
  }

  private parsed(json: string): unknown {
    return inPlace(`${this.name} isn't JSON`, () => JSON.parse(json) as unknown);
  }
}
