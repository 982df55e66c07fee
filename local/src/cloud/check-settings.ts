import { inspect } from 'node:util';
import type { LocalCloudOptions } from './cloud';

/** What a setting must be, and whether a value is that. */
interface Rule {
  readonly must: string;
  allows(value: unknown): boolean;
}

const TEXT: Rule = { must: 'be text', allows: (value) => typeof value === 'string' };
const FUNCTION: Rule = { must: 'be a function', allows: (value) => typeof value === 'function' };

function isObjectOfTexts(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every((member) => typeof member === 'string');
}

const RULES: { readonly [name in keyof Required<LocalCloudOptions>]: Rule } = {
  clockFactor: { must: 'be a finite number greater than 0', allows: (value) => Number.isFinite(value) && Number(value) > 0 },
  account: { must: 'be text of twelve digits', allows: (value) => typeof value === 'string' && /^\d{12}$/.test(value) },
  region: { must: 'be a Region such as us-east-1', allows: (value) => typeof value === 'string' && /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(value) },
  projectFolder: TEXT,
  // which of them there are, and their variants, is looked at where they are chosen
  unknowns: { must: 'be an object', allows: (value) => typeof value === 'object' && value !== null },
  restoreSeconds: { must: 'be a finite number, 0 or greater', allows: (value) => Number.isFinite(value) && Number(value) >= 0 },
  onEvent: FUNCTION,
  port: { must: 'be a whole number from 0 (a free one) to 65535', allows: wholeNumberUpTo(65_535) },
  shuffleSeed: { must: 'be a whole number from 0 to 4294967295', allows: wholeNumberUpTo(4_294_967_295) },
  redeliver: { must: 'be a number from 0 to 1', allows: (value) => typeof value === 'number' && value >= 0 && value <= 1 },
  // where they lead is looked at where they are read
  lambdaEndpoints: { must: 'be an object with texts', allows: isObjectOfTexts },
  fault: FUNCTION,
};

/** Refuses settings that there aren't, or that can't be so; tells of all of them at once. */
export function checkSettings(settings: LocalCloudOptions): void {
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  const problems = given.map(([name, value]) => problemOf(name, value)).filter((problem) => problem !== undefined);
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

function problemOf(name: string, value: unknown): string | undefined {
  if (!Object.hasOwn(RULES, name)) return `\`${name}\` is no setting; there are: ${Object.keys(RULES).join(', ')}`;
  const { must, allows } = RULES[name as keyof typeof RULES];
  return allows(value) ? undefined : `\`${name}\` must ${must}, got: ${inspect(value)}`;
}

function wholeNumberUpTo(most: number): Rule['allows'] {
  return (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most;
}
