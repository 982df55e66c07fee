import type { RunPlan } from './options/run-options';
import { UsageError } from './options/usage-error';
import type { AssemblyOverview, JobOverview } from '../assembly/overview';
import { namesOfStack } from '../assembly/stack-names';

/** The account and the Region that stacks are for, as far as they say so; a cloud has one of each. */
export function environmentOf(
  overviews: readonly AssemblyOverview[], { stacks: chosen, jobs }: Pick<RunPlan, 'stacks' | 'jobs'>,
): { readonly account?: string; readonly region?: string } {
  const meant = overviews.flatMap((overview) => {
    if (chosen !== undefined) return overview.stacks.filter((stack) => namesOfStack(stack).some((name) => chosen.includes(name)));
    const isMeant = ({ path, logicalId }: JobOverview) => jobs?.some((job) => job === path || job === logicalId);
    const ofJobs = new Set(overview.jobs.filter(isMeant).map(({ stack }) => stack));
    return ofJobs.size === 0 ? overview.stacks : overview.stacks.filter(({ id }) => ofJobs.has(id));
  });
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
