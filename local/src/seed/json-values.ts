/** Checks a value of JSON, and makes of it what is wanted. Fails with an error that names the value. */
export type Reader<Value> = (value: unknown, name: string) => Value;

interface Readers {
  readonly [name: string]: Reader<unknown>;
}

type Members<Known extends Readers, Required extends keyof Known> =
  & { readonly [Name in Required]: ReturnType<Known[Name]> }
  & { readonly [Name in Exclude<keyof Known, Required>]?: ReturnType<Known[Name]> };

/** What doesn't fit, and what would. */
export function misfit(name: string, wanted: string, got: unknown): Error {
  return new Error(`\`${name}\` must be ${wanted}, got: ${typeof got === 'string' ? got : written(got)}`);
}

/** As JSON, unless it is too deep for that. */
function written(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return `${Array.isArray(value) ? 'a list' : 'an object'} that is too deep to be shown`;
  }
}

export function anyText(value: unknown, name: string): string {
  if (typeof value !== 'string') throw misfit(name, 'a text', value);
  return value;
}

export function text(value: unknown, name: string): string {
  if (typeof value !== 'string' || value === '') throw misfit(name, 'a text that isn\'t empty', value);
  return value;
}

export function wholeNumber(value: unknown, name: string): number {
  if (!Number.isSafeInteger(value) || Number(value) < 0) throw misfit(name, 'a whole number from 0', value);
  return Number(value);
}

export function yesOrNo(value: unknown, name: string): boolean {
  if (typeof value !== 'boolean') throw misfit(name, 'true or false', value);
  return value;
}

export function date(value: unknown, name: string): Date {
  // without a time zone it would be another moment on another machine
  const isWhole = typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(value);
  const read = new Date(isWhole ? value : NaN);
  if (Number.isNaN(read.getTime())) throw misfit(name, 'a date such as 2025-06-01T00:00:00Z', value);
  return read;
}

export function oneOf<const Text extends string>(...texts: readonly Text[]): Reader<Text> {
  return (value, name) => {
    const found = texts.find((one) => one === value);
    if (found === undefined) throw misfit(name, `one of ${texts.join(', ')}`, value);
    return found;
  };
}

export function listOf<Value>(read: Reader<Value>): Reader<readonly Value[]> {
  return (value, name) => {
    if (!Array.isArray(value)) throw misfit(name, 'a list', value);
    return value.map((item, index) => read(item, `${name}[${index}]`));
  };
}

/** An object whose members have any names. */
export function mapOf<Value>(read: Reader<Value>): Reader<{ readonly [name: string]: Value }> {
  return (value, name) => {
    const entries = Object.entries(objectIn(value, name));
    return Object.fromEntries(entries.map(([member, each]) => [member, read(each, pathOf(name, member))]));
  };
}

/** An object with these members and no others; a `null` is as good as none. */
export function members<const Known extends Readers, Required extends keyof Known & string = never>(
  known: Known, ...required: readonly Required[]
): Reader<Members<Known, Required>> {
  const names = new Map(Object.entries(known));
  return (value, name) => {
    const read: { [member: string]: unknown } = {};
    for (const [member, each] of Object.entries(objectIn(value, name))) {
      const reader = names.get(member);
      if (!reader) throw new Error(`\`${pathOf(name, member)}\` isn't known; what can be said: ${[...names.keys()].join(', ')}`);
      if (each !== null) read[member] = reader(each, pathOf(name, member));
    }
    const missing = required.find((member) => !(member in read));
    if (missing !== undefined) throw new Error(`\`${pathOf(name, missing)}\` is missing`);
    return read as Members<Known, Required>;
  };
}

function objectIn(value: unknown, name: string): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw name === '' ? new Error('what stands there must be a JSON object') : misfit(name, 'an object', value);
}

function pathOf(name: string, member: string): string {
  return name === '' ? member : `${name}.${member}`;
}
