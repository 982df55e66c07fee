import { scenariosOf } from './declaration';
import { judge } from './judge';
import { Ledger, problemsOf } from './ledger';
import { MANIFESTS, type ManifestName } from './manifests';
import { sharedServer } from './shared-server';
import { jobTrial } from './trial';
import type { OperationName } from '../../src/private/contract';

/**
 * The tests of what the roles of jobs with these operations may do: with each kind of manifest, it is what every scenario
 * takes, and nothing else.
 */
export function testJobRoles(operations: readonly OperationName[]): void {
  const server = sharedServer();
  const ledger = new Ledger('job');
  afterAll(() => process.stderr.write(ledger.toString()));
  const rows = operations.flatMap((operation) => (Object.keys(MANIFESTS) as ManifestName[]).map((manifest) => ({ operation, manifest })))
    .map((row) => [row, scenariosOf(row.operation, row.manifest)] as const)
    .filter(([, scenarios]) => scenarios.length > 0);

  test.each(rows.map(([row, scenarios]) => [row.operation, row.manifest, row, scenarios] as const))(
    '%s by %s is granted what it needs, and nothing that it doesn\'t',
    async (_operation, _manifest, row, scenarios) => {
      const judgement = await judge(scenarios.map((scenario) => jobTrial({ ...row, scenario }, server)), 'job');
      ledger.add(row, scenarios, judgement);

      expect(problemsOf(row, judgement)).toEqual([]);
      expect(judgement.needed).not.toEqual([]);
    },
  );

  test('every exception is still needed', () => {
    expect(ledger.staleExceptions()).toEqual([]);
  });
}
