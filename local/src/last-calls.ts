/** A call, by the time in epoch milliseconds and by the number of its kind. */
export interface KeptCall {
  readonly time: number;
  readonly kind: number;
  readonly resource: string;
  readonly missing?: string;
}

/** Calls that are written down at once. */
const CALLS_AT_ONCE = 500;

/** Some calls as JSON: a list of the members of one after the other. */
interface WrittenCalls {
  readonly memory: Buffer;
  /** In bytes. */
  readonly length: number;
}

type Member = number | string | null;

/**
 * The last of many calls. All but the newest are text outside the heap: what is held for a while and then let go, V8 takes
 * for long-lived, and collects late.
 */
export class LastCalls {
  /** Members, and no objects: those that V8 once saw to live on, it would make among the long-lived ever after. */
  private waiting: Member[] = [];
  /** Oldest first. */
  private readonly written: WrittenCalls[] = [];

  /** @param kept how many */
  constructor(private readonly kept: number) {}

  add({ time, kind, resource, missing }: KeptCall): void {
    this.waiting.push(time, kind, resource, missing ?? null);
    if (this.waiting.length === 4 * CALLS_AT_ONCE) this.write();
  }

  /** Oldest first. */
  get all(): KeptCall[] {
    const written = this.written.map(({ memory, length }) => JSON.parse(memory.toString('utf8', 0, length)) as Member[]);
    return [...written, this.waiting].flatMap(callsIn).slice(-this.kept);
  }

  private write(): void {
    const text = JSON.stringify(this.waiting);
    this.waiting = [];
    const size = Buffer.byteLength(text);
    const areEnough = this.written.length * CALLS_AT_ONCE >= this.kept;
    const used = areEnough ? this.written.shift()!.memory : undefined;
    const memory = used && used.length >= size ? used : Buffer.allocUnsafeSlow(2 * size);
    this.written.push({ memory, length: memory.write(text) });
  }
}

function callsIn(members: readonly Member[]): KeptCall[] {
  return Array.from({ length: members.length / 4 }, (_, index) => {
    const [time, kind, resource, missing] = members.slice(4 * index, 4 * index + 4) as [number, number, string, string | null];
    return { time, kind, resource, ...(missing !== null && { missing }) };
  });
}
