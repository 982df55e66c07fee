import type { LeftOut } from './stack-services';
import type { Stacks } from './stacks';
import type { StackArtifact } from '../assembly/cloud-assembly';
import { type DeclaredResource, declaredResources, pathOfPart, resourceNamed } from '../assembly/declared-resource';
import { isJob, partsWithoutOtherJobs } from '../assembly/left-out';
import { JOB_TYPE } from '../assembly/resource-types';
import type { TemplatePart } from '../assembly/template-part';

/** The jobs that are named, of these stacks. */
export function jobsNamed(names: readonly string[], stacks: readonly StackArtifact[]): DeclaredResource[] {
  if (names.length === 0) throw new Error('`jobs` must name a job, got none; leave it out to play all jobs');
  const jobs = stacks.flatMap(declaredResources).filter(({ declaration: { Type } }) => Type === JOB_TYPE);
  return names.map((name) => resourceNamed(jobs, name, 'job'));
}

/**
 * What of these stacks is left out where only some jobs are wanted. What is there from an earlier deployment would be
 * deleted by that, and a job that runs with it cancelled, so that it is refused.
 */
export function leftOutBeside(chosen: readonly DeclaredResource[], artifacts: readonly StackArtifact[], stacks: Stacks): TemplatePart[] {
  const parts = partsWithoutOtherJobs(artifacts, chosen);
  const there = parts.filter(({ use: { place }, section, name }) => section === 'Resources' && stacks.has(place, name));
  if (there.length === 0) return parts;
  throw new Error(`only ${chosen.map(({ path }) => path).join(', ')} of the jobs would be left, and the deployment would delete what is there from an earlier one: `
    + `${there.map(pathOfPart).join(', ')}; choose those jobs too, or leave the choice of jobs out`);
}

/** Says what is left out beside the jobs themselves; undefined when there's nothing else. */
export function leftOutWarning(parts: readonly TemplatePart[]): string | undefined {
  const others = parts.filter((part) => !isJob(part));
  return others.length === 0 ? undefined : `left out with the jobs that weren't chosen, as it depends on them: ${others.map(pathOfPart).join(', ')}`;
}

/** The same by place, as an operation looks it up. */
export function leftOutByPlace(parts: readonly TemplatePart[]): LeftOut {
  const byPlace = new Map<string, { Resources: Set<string>; Outputs: Set<string> }>();
  for (const { use: { place }, section, name } of parts) {
    const sections = byPlace.get(place) ?? { Resources: new Set(), Outputs: new Set() };
    byPlace.set(place, sections);
    if (section !== 'Parameters') sections[section].add(name);
  }
  return byPlace;
}
