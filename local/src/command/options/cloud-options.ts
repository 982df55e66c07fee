import { type GivenOptions, namedValues, numberOf, type Option, valuesByName } from './option';
import { UsageError } from './usage-error';
import type { CloudSettings } from '../../cloud/cloud';
import { type Choices, UNKNOWNS } from '../../unknowns';

const LAST_PORT = 65_535;

/** What both commands let a user say of the cloud. */
export const CLOUD_OPTIONS = {
  'account': { value: 'ID', help: 'The account, twelve digits.' },
  'region': { value: 'NAME', help: 'The Region.' },
  'port': { value: 'NUMBER', help: 'Where on 127.0.0.1 the APIs are. Default: a free port.' },
  'seed': { value: 'NUMBER', help: 'Goes through a job\'s tasks in a random order, which this number decides; S3 promises none.' },
  'redeliver': {
    value: 'SHARE',
    help: 'Does a share of the tasks, 0 to 1, again after they have succeeded, as if S3 had lost the answer: a function must bear that.',
  },
  'restore-seconds': { value: 'NUMBER', help: 'How long it takes to restore an archived object. Default: as long as in S3, which is hours.' },
  'lambda-endpoint': {
    value: '[FUNCTION=]URL',
    repeatable: true,
    help: 'Invokes a function at a URL on this machine, by Lambda\'s Invoke API. Default of FUNCTION: all that can\'t be run here, such as those in Python.',
  },
  'unknown': {
    value: 'NAME=VARIANT',
    repeatable: true,
    help: 'What is taken to be the case where S3\'s documentation leaves it open. A run says which of these mattered; docs/LOCAL.md lists all.',
  },
} satisfies { readonly [name: string]: Option };

/** The clock's option: the commands differ in its default. */
export function clockOption(factor: number): { readonly 'clock-factor': Option & { readonly value: string } } {
  return { 'clock-factor': { value: 'NUMBER', help: `How many times as fast as real time the clock runs. Default: ${factor}.` } };
}

type Given = GivenOptions<typeof CLOUD_OPTIONS & ReturnType<typeof clockOption>>;

/** Reads the options; what a setting must be like, the cloud itself checks when it starts. */
export function cloudSettings(given: Given, clockFactor: number): CloudSettings & { readonly clockFactor: number } {
  const share = numberOf('redeliver', 'a number from 0 to 1', given.redeliver, (value) => value >= 0 && value <= 1);
  const port = numberOf('port', `an integer from 0 to ${LAST_PORT}`, given.port, (value) => Number.isInteger(value) && value >= 0 && value <= LAST_PORT);
  const shuffleSeed = numberOf('seed', 'an integer, 0 or greater', given.seed, (value) => Number.isSafeInteger(value) && value >= 0);
  const restoreSeconds = numberOf('restore-seconds', 'a number, 0 or greater', given['restore-seconds'], (value) => value >= 0);
  return {
    clockFactor: numberOf('clock-factor', 'a number greater than 0', given['clock-factor'], (value) => value > 0) ?? clockFactor,
    ...(given.account !== undefined && { account: given.account }),
    ...(given.region !== undefined && { region: given.region }),
    ...(port !== undefined && { port }),
    ...(shuffleSeed !== undefined && { shuffleSeed }),
    ...(share !== undefined && { redeliver: share }),
    ...(restoreSeconds !== undefined && { restoreSeconds }),
    ...(given['lambda-endpoint'] && { lambdaEndpoints: endpointsOf(given['lambda-endpoint']) }),
    ...(given.unknown && { unknowns: choicesOf(given.unknown) }),
  };
}

function endpointsOf(given: readonly string[]): { readonly [name: string]: string } {
  const isUrl = (text: string) => /^https?:/.test(text);
  const named = given.map((text) => isUrl(text) ? `*=${text}` : text);
  return Object.fromEntries(valuesByName('lambda-endpoint', '[FUNCTION=]URL', named));
}

function choicesOf(given: readonly string[]): Partial<Choices> {
  return Object.fromEntries(namedValues('unknown', 'NAME=VARIANT', given).map(({ name, value }) => [name, variantOf(name, value)]));
}

/** The variant that a text names: variants are numbers and truth values too. */
function variantOf(name: string, text: string): unknown {
  if (!Object.hasOwn(UNKNOWNS, name)) throw new UsageError(`--unknown must name one of ${Object.keys(UNKNOWNS).join(', ')}; got: ${name}`);
  const variants: readonly unknown[] = UNKNOWNS[name as keyof Choices].variants;
  const found = variants.find((variant) => String(variant) === text);
  if (found === undefined) throw new UsageError(`--unknown ${name} must be one of ${variants.join(', ')}; got: ${text}`);
  return found;
}
