import { scenariosOf } from './declaration';
import { nameOf, type Grant } from './grant';
import { creations, episodes } from './handler-trials';
import { judge } from './judge';
import { Ledger, problemsOf } from './ledger';
import { MANIFESTS, type ManifestName } from './manifests';
import { OPERATIONS } from './operations';
import { sharedServer } from './shared-server';
import { derivedGrants } from './trial';
import type { OperationName } from '../../src/private/contract';

const server = sharedServer();
const ledger = new Ledger('handler');
afterAll(() => process.stderr.write(ledger.toString()));

/** The manifest of the trials of what isn't about manifests. */
const FIRST: ManifestName = 'CSV';
const OTHERS = (Object.keys(MANIFESTS) as ManifestName[]).filter((manifest) => manifest !== FIRST);

test.each([FIRST, ...OTHERS])('for jobs by %s the handler is granted what it needs, and nothing that it doesn\'t', async (manifest) => {
  const isFirst = manifest === FIRST;
  const trials = [...creations(manifest, server), ...(isFirst ? episodes(manifest, server) : [])];
  const judgement = await judge(trials, 'handler', { isWithheld: (grant) => isFirst || isAboutManifest(grant) });
  ledger.add({ manifest }, trials.map(({ name }) => name), judgement);

  expect(problemsOf({ manifest }, judgement)).toEqual([]);
});

test('every exception is still needed', () => {
  expect(ledger.staleExceptions()).toEqual([]);
});

test.each(Object.keys(MANIFESTS) as ManifestName[])('for jobs by %s the handler is granted the same whatever the operation', async (manifest) => {
  const expected = await grantedFor('S3PutObjectTagging', manifest);
  const declarable = (Object.keys(OPERATIONS) as OperationName[]).filter((operation) => scenariosOf(operation, manifest).includes('versioned'));

  for (const operation of declarable) expect({ operation, grants: await grantedFor(operation, manifest) }).toEqual({ operation, grants: expected });
  expect(declarable.length).toBeGreaterThan(Object.keys(OPERATIONS).length - 2);
});

test.each(OTHERS)('for jobs by %s the handler is granted what it is for all others, the manifest aside', async (manifest) => {
  const aside = async (one: ManifestName) => (await grantsOfHandler('S3PutObjectTagging', one)).filter((grant) => !isAboutManifest(grant)).map(nameOf);

  expect(await aside(manifest)).toEqual(await aside(FIRST));
});

async function grantedFor(operation: OperationName, manifest: ManifestName): Promise<string[]> {
  return (await grantsOfHandler(operation, manifest)).map(nameOf).sort();
}

async function grantsOfHandler(operation: OperationName, manifest: ManifestName): Promise<Grant[]> {
  const grants = await derivedGrants({ operation, manifest, scenario: 'versioned' }, server);
  return grants.filter(({ role }) => role === 'handler');
}

function isAboutManifest({ resource }: Grant): boolean {
  return /^arn:aws:(s3:::|kms:)/.test(resource);
}
