import { parseArgs } from 'node:util';
import { nearestName } from './nearest-name';
import { UsageError } from './usage-error';

/** An option of a command, as `--help` shows it. */
export interface Option {
  /** What its value is called; an option without takes none. */
  readonly value?: string;
  /** May be given more than once. */
  readonly repeatable?: true;
  /** A few words. */
  readonly help: string;
}

/** The options of a command, by name. */
export interface OptionTable {
  readonly [name: string]: Option;
}

/** What the options of a table were given; what wasn't given isn't there. */
export type GivenOptions<Table extends OptionTable> = {
  readonly [Name in keyof Table]?: Table[Name] extends { readonly repeatable: true } ? readonly string[]
    : Table[Name] extends { readonly value: string } ? string : boolean;
};

/** A command line: the options, and what stands beside them. */
export interface CommandLine<Table extends OptionTable> {
  readonly options: GivenOptions<Table>;
  readonly operands: readonly string[];
}

/** Reads a command line; refuses options that the table doesn't have, and those that lack their value. */
export function readCommandLine<const Table extends OptionTable>(args: readonly string[], table: Table): CommandLine<Table> {
  const options = Object.fromEntries(Object.entries(table).map(([name, { value, repeatable }]) => [
    name, { type: value === undefined ? 'boolean' as const : 'string' as const, multiple: repeatable === true },
  ]));
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { options: values as GivenOptions<Table>, operands: positionals };
  } catch (error) {
    // what follows is about operands that look like options
    const [message] = (error as Error).message.split('. To specify');
    throw new UsageError(message + suggestion(message, Object.keys(table)));
  }
}

/** What may have been meant by an option that Node.js' message says there isn't. */
function suggestion(message: string, names: readonly string[]): string {
  const unknown = /^Unknown option '--([^']*)'/.exec(message)?.[1];
  const meant = unknown === undefined ? undefined : nearestName(names, unknown);
  return meant === undefined ? '' : `; did you mean --${meant}?`;
}

/** A value of the form `name=value`, such as `--objects my-logs=./logs`. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/** Reads the values of an option whose values name what they are for. */
export function namedValues(option: string, form: string, given: readonly string[] = []): NamedValue[] {
  return given.map((text) => {
    const at = text.indexOf('=');
    if (at <= 0 || at === text.length - 1) throw new UsageError(`--${option} must be ${form}, got: ${text}`);
    return { name: text.slice(0, at), value: text.slice(at + 1) };
  });
}

/** Reads the values of such an option where a name may come once only. */
export function valuesByName(option: string, form: string, given?: readonly string[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const { name, value } of namedValues(option, form, given)) {
    if (values.has(name)) throw new UsageError(`--${option} must name ${name} once only, got: ${values.get(name)} and ${value}`);
    values.set(name, value);
  }
  return values;
}

/** Reads an option that is a number. */
export function numberOf(option: string, must: string, given: string | undefined, allows: (value: number) => boolean): number | undefined {
  if (given === undefined) return undefined;
  const value = Number(given);
  if (given.trim() === '' || !Number.isFinite(value) || !allows(value)) throw new UsageError(`--${option} must be ${must}, got: ${given}`);
  return value;
}
