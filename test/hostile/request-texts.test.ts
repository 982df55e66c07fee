import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { textsIn } from './other-parser';
import { account, deployedProperties, jobRole, refusal, sentBody } from './passage';
import { hostileText, isUnicode, isXmlText } from './texts';
import { jobDescribed } from '../../local/src/http/s3-control/answers';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestFilter } from '../../src';
import { bucketNamed, newStack } from '../fixture';
import { decide } from '../lambda/deciding';
import { createEvent } from '../lambda/events';
import { FakeService } from '../lambda/fakes';
import { keysOf, textOf } from '../local/surroundings';

/** Jobs; each has about twenty texts. */
const RUNS = 20;
const REFUSALS = 200;
const FUNCTION = 'arn:aws:lambda:us-east-1:111122223333:function:resize';

interface Texts {
  readonly userArguments: { readonly [key: string]: string };
  readonly description: string;
  readonly keyPrefix: string;
  readonly reportPrefix: string;
  /** What follows the prefix in the object's key. */
  readonly keyEnd: string;
  /** What the function says of the object. */
  readonly resultString: string;
}

const sendable = hostileText().filter(isXmlText);

const texts: fc.Arbitrary<Texts> = fc.record({
  userArguments: fc.array(fc.tuple(sendable, sendable), { minLength: 8, maxLength: 10 }).map((entries) => Object.fromEntries(entries)),
  description: sendable,
  keyPrefix: sendable,
  reportPrefix: sendable,
  keyEnd: hostileText().filter(isUnicode),
  resultString: hostileText().filter(isUnicode),
});

function declared({ userArguments, description, keyPrefix, reportPrefix }: Texts) {
  const stack = newStack();
  new BatchJob(stack, 'Job', {
    operation: BatchOperation.lambdaInvoke(LambdaFunction.fromFunctionArn(stack, 'Function', FUNCTION), { userArguments }),
    manifest: JobManifest.generate(bucketNamed(stack, 'logs'), { filter: ManifestFilter.where({ keyPrefix }) }),
    report: CompletionReport.allTasks(bucketNamed(stack, 'reports'), { prefix: reportPrefix }),
    role: jobRole(stack),
    description,
  });
  return stack;
}

/** A function that keeps its events. */
function listening(resultString: string) {
  const events: { job: { userArguments: object }; tasks: { taskId: string; s3Key: string }[] }[] = [];
  return {
    events,
    invoke: async (_arn: string, payload: string) => {
      events.push(JSON.parse(payload));
      const results = events.at(-1)!.tasks.map(({ taskId }) => ({ taskId, resultCode: 'Succeeded', resultString }));
      return { outcome: 'returned' as const, payload: JSON.stringify({ invocationSchemaVersion: '2.0', results }) };
    },
  };
}

function sorted(entries: [string, string][]): [string, string][] {
  return entries.sort(([one], [other]) => (one < other ? -1 : 1));
}

test(`${RUNS} jobs: their texts come to the function, into the report and back unchanged`, async () => {
  await fc.assert(fc.asyncProperty(texts, async (given) => {
    const { userArguments, description, keyPrefix, reportPrefix, keyEnd, resultString } = given;
    const body = await sentBody(deployedProperties(declared(given)));
    const values = textsIn(body, 'value');
    expect(sorted(textsIn(body, 'key').map((key, index) => [key, values[index]]))).toEqual(sorted(Object.entries(userArguments)));
    expect([textsIn(body, 'Description'), textsIn(body, 'MatchAnyPrefix'), textsIn(body, 'Prefix')]).toEqual([[description], [keyPrefix], [reportPrefix]]);

    const key = keyPrefix + keyEnd;
    const functions = listening(resultString);
    const { store, run } = account(functions);
    store.seedObject('logs', key, { body: Buffer.from('') });
    const job = await run(body);
    expect(job).toMatchObject({ Status: 'Complete', Description: description });
    expect(textsIn(String(jobDescribed(job).body), 'Description')).toEqual([description]);
    expect(functions.events.map(({ job: { userArguments: got } }) => sorted(Object.entries(got)))).toEqual([sorted(Object.entries(userArguments))]);
    expect(decodeURIComponent(functions.events[0].tasks[0].s3Key)).toBe(key);

    const files = (await keysOf(store, 'reports')).filter((name) => name.endsWith('.csv'));
    expect(files).toEqual([expect.stringMatching(/\/results\/[0-9a-f]{40}\.csv$/)]);
    expect(files[0].startsWith(reportPrefix)).toBe(true);
    const rows: string[][] = parse(await textOf(store, 'reports', files[0]));
    expect(rows.map((row) => [row[0], decodeURIComponent(row[1]), row[3], row[6]])).toEqual([['logs', key, 'succeeded', resultString]]);
  }), { numRuns: RUNS, endOnFailure: true });
});

test(`${REFUSALS} texts that XML can't hold are refused at synth, wherever they stand`, () => {
  const fine: Texts = { userArguments: { a: 'b' }, description: 'd', keyPrefix: 'k', reportPrefix: 'r', keyEnd: '', resultString: '' };
  const changes = [
    ['request.Description', (text: string) => ({ description: text })],
    ['KeyNameConstraint.MatchAnyPrefix[0]', (text: string) => ({ keyPrefix: text })],
    ['request.Report.Prefix', (text: string) => ({ reportPrefix: text })],
    ['a key of `request.Operation.LambdaInvoke.UserArguments`', (text: string) => ({ userArguments: { [text]: 'b' } })],
    ['request.Operation.LambdaInvoke.UserArguments.a', (text: string) => ({ userArguments: { a: text } })],
  ] as const;
  fc.assert(fc.property(hostileText().filter((text) => !isXmlText(text)), fc.constantFrom(...changes), (text, [path, change]) => {
    const problem = refusal(() => declared({ ...fine, ...change(text) }));
    expect(problem).toContain(path);
    expect(problem).toContain('which XML can\'t hold');
  }), { numRuns: REFUSALS });
});

/** XML 1.0, "Characters" and "Predefined entities". The SDK would send `&#0;`, which no parser of XML 1.0 reads. */
test.each(['\0', '\x1f', '\ud800', '\udfff', '\ufffe', '\uffff'])('the handler sends nothing where the deployment brings %j', async (character) => {
  const properties = deployedProperties(declared({ userArguments: { a: 'b' }, description: 'd', keyPrefix: 'k', reportPrefix: 'r', keyEnd: '', resultString: '' }));
  const request = JSON.parse(properties.Request) as { Description: unknown };
  request.Description = { $: properties.Values!.length };
  const s3 = new FakeService();
  const answer = await decide(createEvent({ ...properties, Request: JSON.stringify(request), Values: [...properties.Values!, `a${character}b`] }), s3.services);
  expect(answer).toMatchObject({ status: 'FAILED', physicalId: expect.stringMatching(/^none\//), reason: expect.stringContaining('`request.Description` has a control character or half a character') });
  expect(s3.calls).toEqual([]);
});
