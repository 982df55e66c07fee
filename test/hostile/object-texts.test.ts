import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { textsIn } from './other-parser';
import { account, deployedProperties, jobRole, refusal, sentBody } from './passage';
import { hostileText, isXmlText } from './texts';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestFilter, MetadataDirective } from '../../src';
import { bucketNamed, newStack } from '../fixture';
import { keysOf, textOf } from '../local/surroundings';

/** Jobs; each has a few texts. */
const RUNS = 40;
const REFUSALS = 150;

interface Texts {
  readonly userMetadata: { readonly [name: string]: string };
  readonly cacheControl: string;
  readonly tags: { readonly [key: string]: string };
}

function declared({ userMetadata, cacheControl, tags }: Texts) {
  const stack = newStack();
  new BatchJob(stack, 'Job', {
    operation: BatchOperation.putObjectCopy(bucketNamed(stack, 'reports'), {
      metadataDirective: MetadataDirective.REPLACE, newObjectMetadata: { userMetadata, cacheControl }, newObjectTagging: tags,
    }),
    manifest: JobManifest.generate(bucketNamed(stack, 'logs'), { filter: ManifestFilter.allObjects() }),
    report: CompletionReport.allTasks(bucketNamed(stack, 'reports'), { prefix: 'report' }),
    role: jobRole(stack),
  });
  return stack;
}

const sendable = hostileText().filter(isXmlText);

/** RFC 9110, "Tokens": what else can't be the end of a header's name; S3 keeps names in lower case. */
const name = fc.oneof(
  { weight: 9, arbitrary: fc.stringMatching(/^[!#$%&'*+.^_`|~0-9a-z-]{1,8}$/) },
  { weight: 3, arbitrary: fc.constantFrom('__proto__', 'constructor', 'hasownproperty', 'length') },
  { weight: 1, arbitrary: sendable },
);

/** S3 User Guide, "Categorizing your storage using tags": letters, digits, spaces and a few signs of all scripts. */
const tagText = fc.oneof(
  fc.constantFrom(
    '__proto__', 'constructor', 'toString', '=1+1', '@SUM', '-1', '+', '../..', '//', ':', '\u2028', '\u00a0', '日本語',
    '\u05d0\u0628', '𝐀', 'a b', ' ',
  ),
  fc.stringMatching(/^[\p{L}\p{N} +=._:/@-]{1,12}$/u),
);

const texts: fc.Arbitrary<Texts> = fc.record({
  userMetadata: fc.uniqueArray(fc.tuple(name, sendable), { minLength: 1, maxLength: 4, selector: ([key]) => key.toLowerCase() })
    .map((entries) => Object.fromEntries(entries)),
  cacheControl: sendable,
  tags: fc.array(fc.tuple(tagText, tagText), { minLength: 1, maxLength: 10 }).map((entries) => Object.fromEntries(entries)),
});

/** RFC 9110, "Field values": no control characters but the tab. */
function canBeHeaders({ userMetadata, cacheControl }: Texts): boolean {
  const areTokens = Object.keys(userMetadata).every((key) => /^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(key));
  return areTokens && [...Object.values(userMetadata), cacheControl].every((value) => !/[\0-\x08\x0a-\x1f\x7f]/.test(value));
}

test(`${RUNS} jobs: metadata and tags are on the copy as they were declared, or the report says which of them S3 can't keep`, async () => {
  let kept = 0;
  await fc.assert(fc.asyncProperty(texts, async (given) => {
    const { userMetadata, cacheControl, tags } = given;
    const body = await sentBody(deployedProperties(declared(given)));
    expect(textsIn(body, 'CacheControl')).toEqual([cacheControl]);
    expect(textsIn(body, 'key').sort()).toEqual(Object.keys(userMetadata).sort());
    expect(textsIn(body, 'value').sort()).toEqual(Object.values(userMetadata).sort());

    const { store, run } = account();
    store.seedObject('logs', 'a', { body: Buffer.from('hello') });
    const job = await run(body);
    if (job.Status === 'Failed') {
      // it is documented of user metadata alone what S3 makes of such characters
      expect(cacheControl).toMatch(/[^\0-\xff]/);
      expect(job.FailureReasons).toEqual([{ FailureCode: expect.any(String), FailureReason: expect.stringContaining('characters beyond ISO 8859-1 in `cache-control`') }]);
      return;
    }
    expect(job.Status).toBe('Complete');
    const [results] = (await keysOf(store, 'reports')).filter((key) => key.includes('/results/'));
    const [[, , , status, code, error, message]]: string[][] = parse(await textOf(store, 'reports', results));
    expect([given, status]).toEqual([given, canBeHeaders(given) ? 'succeeded' : 'failed']);
    if (status === 'failed') {
      expect([code, error]).toEqual(['400', 'InvalidArgument']);
      expect(message).toMatch(/`(x-amz-meta-[\s\S]*|cache-control)`/);
      return;
    }
    kept++;
    const { metadata } = await store.asOwner().headObject({ bucket: 'reports', key: 'a' });
    const expected = Object.entries(userMetadata).map(([key, value]) => [`x-amz-meta-${key.toLowerCase()}`, value]);
    expect(metadata).toEqual(Object.fromEntries([...expected, ['cache-control', cacheControl]]));
    const { tagSet } = await store.asOwner().getObjectTagging({ bucket: 'reports', key: 'a' });
    expect(Object.fromEntries(tagSet.map(({ Key, Value }) => [Key, Value]))).toEqual(tags);
  }), { numRuns: RUNS, endOnFailure: true });
  expect(kept).toBeGreaterThan(0);
});

test(`${REFUSALS} texts that no tag can have are refused at synth, and those that XML can't hold in metadata`, () => {
  const fine: Texts = { userMetadata: { a: 'b' }, cacheControl: 'no-store', tags: { a: 'b' } };
  const isTag = (text: string) => /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(text);
  const wrong = fc.oneof(
    hostileText().filter((text) => !isTag(text)).chain((text) => fc.constantFrom({ tags: { [text]: 'b' } }, { tags: { a: text } })),
    hostileText().filter((text) => !isXmlText(text)).chain((text) => fc.constantFrom({ userMetadata: { [text]: 'b' } }, { userMetadata: { a: text } }, { cacheControl: text })),
  );
  fc.assert(fc.property(wrong, (change) => {
    expect(refusal(() => declared({ ...fine, ...change }))).toMatch(/letters, digits, spaces|which XML can't hold/);
  }), { numRuns: REFUSALS });
});

// S3 User Guide, "Working with object metadata": names are kept in lower case
test('keys of metadata that would become one are refused at synth', () => {
  const message = refusal(() => declared({ userMetadata: { Owner: 'a', b: 'c', owner: 'd' }, cacheControl: 'no-store', tags: { a: 'b' } }));
  expect(message).toContain('userMetadata` must not have keys that differ in their case alone, got: "Owner" and "owner"');
});

// U+212A becomes a k in lower case, which is a letter that headers have
test('a key of metadata becomes no other but in its case', async () => {
  const body = await sentBody(deployedProperties(declared({ userMetadata: Object.fromEntries([['\u212a', 'a']]), cacheControl: 'no-store', tags: { a: 'b' } })));
  const { store, run } = account();
  store.seedObject('logs', 'a', { body: Buffer.from('hello') });
  expect(await run(body)).toMatchObject({ ProgressSummary: { NumberOfTasksFailed: 1 } });
});
