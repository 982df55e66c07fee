import { UsageError } from './options/usage-error';
import type { AssemblyOverview } from '../assembly/overview';

type OverviewStack = AssemblyOverview['stacks'][number];

/** The account and the Region that stacks are for, as far as they say so; a cloud has one of each. */
export function environmentOf(stacks: readonly OverviewStack[], chosen?: readonly string[]): { readonly account?: string; readonly region?: string } {
  const meant = stacks.filter(({ name, id, displayName }) => chosen === undefined || [name, id, displayName].some((each) => chosen.includes(each)));
  const accounts = distinct(meant.map(({ account }) => account));
  const regions = distinct(meant.map(({ region }) => region));
  if (accounts.length > 1 || regions.length > 1) {
    const places = meant.map(({ displayName, account = 'any account', region = 'any Region' }) => `${displayName} (${account}, ${region})`);
    throw new UsageError(`the stacks must be for one account and one Region; choose some with --stack: ${places.join(', ')}`);
  }
  return { ...(accounts[0] !== undefined && { account: accounts[0] }), ...(regions[0] !== undefined && { region: regions[0] }) };
}

function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values)].filter((value) => value !== undefined);
}
