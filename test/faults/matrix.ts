import { describeFault, disruptionBy, MISHAPS, type Fault } from './fault';
import { violations, type Violation } from './invariants';
import type { MatrixVariant } from './matrix-service';
import type { Scenario } from './scenarios';
import { describeVariant } from './variants';
import { World } from './world';

/** One fault in one scenario, under one variant of the service. */
export interface Cell {
  readonly scenario: Scenario;
  readonly variant: MatrixVariant;
  readonly fault: Fault;
  /** The call that the fault comes along with. */
  readonly call: string;
}

/** The cells of a scenario: a fault of every kind at every call that the handler makes when none happens. */
export async function cellsOf(scenario: Scenario, variant: MatrixVariant): Promise<Cell[]> {
  const { calls } = await play(scenario, variant);
  const made = calls[scenario.target - 1];
  const cell = (fault: Fault): Cell => ({ scenario, variant, fault, call: made[fault.at] ?? 'the end' });
  return [
    ...telling(made).flatMap((at) => [
      ...[...MISHAPS, ...scenario.encounters].map((kind) => cell({ kind, at })),
      ...scenario.encounters.filter((kind) => disruptionBy(kind) === kind).map((kind) => cell({ kind, at, isSlow: true })),
    ]),
    ...scenario.encounters.map((kind) => cell({ kind, at: made.length })),
  ];
}

/** Of the calls that a wait makes over and over, those with equal calls around them: the first and the last stand for all. */
function telling(calls: readonly string[]): number[] {
  const alike = new Map<string, number[]>();
  calls.forEach((_, at) => {
    const around = calls.slice(Math.max(0, at - 2), at + 3).join();
    alike.set(around, [...alike.get(around) ?? [], at]);
  });
  const kept = new Set([...alike.values()].flatMap((places) => [places[0], places[places.length - 1]]));
  return [...kept].sort((a, b) => a - b);
}

/** What is wrong in a cell: at the end, and once the user has deleted what is left. */
export async function judge({ scenario, variant, fault }: Cell): Promise<Violation[]> {
  const world = await play(scenario, variant, fault);
  const found = violations(world);
  if (world.stack.physicalId !== undefined) {
    void world.stack.delete();
    await world.time.untilNothingIsLeft();
  }
  return world.service.liveJobs().length > 0 ? [...found, 'a job outlives the stack'] : found;
}

async function play({ courses, target, play: start }: Scenario, variant: MatrixVariant, fault?: Fault): Promise<World> {
  const faults: Fault[] = [];
  if (fault !== undefined) {
    faults[target - 1] = fault;
  }
  const world = new World(variant, courses, faults);
  const played = start(world.stack);
  await world.time.untilNothingIsLeft();
  await played;
  return world;
}

export function describeCell({ scenario, variant, fault, call }: Cell): string {
  return `${scenario.name}; ${describeFault(fault)} (${call}); ${describeVariant(variant)}`;
}
