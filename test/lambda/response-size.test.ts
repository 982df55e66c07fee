import fc from 'fast-check';
import { createEvent, properties } from './events';
import { responseBody } from '../../lambda/cfn-response';
import type { Answer, JobEvent } from '../../lambda/events';
import { readJobInput } from '../../lambda/job-input';
import { attributesOf } from '../../lambda/outcome';
import { jobPhysicalId } from '../../lambda/physical-id';

/** CloudFormation template reference, "Custom resource response objects". */
const RESPONSE_BYTES = 4096;

/** What escapes, what doesn't, and what has one to four bytes: JSON makes six characters of some that have one byte. */
const LANGUAGES: { readonly [name: string]: string } = {
  'English': 'no job was created. ',
  'German': 'Zugriffsverweigerung für Größenänderungen ',
  'Greek': 'δεν δημιουργήθηκε εργασία ',
  'Arabic': 'لم يتم إنشاء أي مهمة ',
  'Hindi': 'कोई कार्य नहीं बनाया गया ',
  'Japanese': 'ジョブは作成されませんでした。',
  'emoji of one code point': '🪣',
  'emoji of several code points': '👩‍👩‍👧‍👦',
  'quotes': '"',
  'backslashes': '\\',
  'line ends': '\r\n',
  'control characters, of six bytes each once they are escaped': '\u0000\u001f\u0007',
  'halves of characters, which JSON escapes': '\ud83e',
  'all of them in turn': 'a"\u0001é語🪣\ud83e\\',
};

/** As long as AWS lets them be: a logical id has 255 characters, a stack's name 128, a job's id 36, a report's prefix 512. */
const LONGEST: Pick<JobEvent, 'StackId' | 'LogicalResourceId' | 'RequestId'> = {
  StackId: `arn:aws-us-gov:cloudformation:ap-southeast-1:111122223333:stack/${'s'.repeat(128)}/5f9c2d80-0000-11f0-8000-0a1b2c3d4e5f`,
  LogicalResourceId: 'L'.repeat(255),
  RequestId: '5f9c2d80-0000-11f0-8000-0a1b2c3d4e5f',
};

const jobId = '0'.repeat(36);

function answerWith(reason: string, prefix = 'p'.repeat(512)): Answer {
  const input = readJobInput(properties());
  return {
    status: 'FAILED',
    physicalId: jobPhysicalId(jobId, input),
    reason,
    attributes: attributesOf({
      jobId,
      jobArn: `arn:aws-us-gov:s3:ap-southeast-1:111122223333:job/${jobId}`,
      status: 'Complete',
      createdAt: new Date(0),
      roleArn: input.request.RoleArn,
      priority: 1,
      confirmationRequired: false,
      report: { Enabled: true, Bucket: 'arn:aws:s3:::b', Prefix: prefix, Format: 'Report_CSV_20180820', ReportScope: 'AllTasks' },
      totalTasks: 20_000_000_000,
      succeededTasks: 19_999_999_999,
      failedTasks: 1,
      failureReasons: [],
    }),
  };
}

const eventOf = (ids: Partial<typeof LONGEST> = {}): JobEvent => ({ ...createEvent(), ...ids });

test.each(Object.entries(LANGUAGES))('a reason in %s fits, with everything that CloudFormation needs whole', (_, text) => {
  const answer = answerWith(text.repeat(10_000));
  const body = responseBody(answer, eventOf(LONGEST));

  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(RESPONSE_BYTES);
  expect(JSON.parse(body)).toMatchObject({ ...LONGEST, Status: 'FAILED', PhysicalResourceId: answer.physicalId, Data: answer.attributes });
});

test.each(Object.entries(LANGUAGES))('a reason in %s is cut no shorter than it has to be, and within no character', (_, text) => {
  const body = responseBody(answerWith(text.repeat(10_000)), eventOf());
  const { Reason } = JSON.parse(body) as { Reason: string };
  const told = [...Reason];

  expect(told.pop()).toBe('…');
  expect(told).toEqual([...text.repeat(10_000)].slice(0, told.length));
  expect(Buffer.byteLength(body)).toBeGreaterThan(RESPONSE_BYTES - 60);
});

test.each(['🪣', '…', '\u0000'])('a reason of nothing but %j fits beside the longest data', (character) => {
  const answer = answerWith(character.repeat(10_000), '語'.repeat(512));
  const body = responseBody(answer, eventOf(LONGEST));

  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(RESPONSE_BYTES);
  expect(JSON.parse(body)).toMatchObject({ Data: answer.attributes, Reason: expect.stringMatching(/.…$/su) });
});

test.each(['🪣', '…', '\u0000', 'x'])('data that leaves no room is told whole, with next to no reason: of many a %j', (character) => {
  const answer = answerWith(character.repeat(10_000), 'p'.repeat(5_000));

  expect(JSON.parse(responseBody(answer, eventOf()))).toMatchObject({ Reason: '…', Data: answer.attributes });
});

test('a reason that fits is left as it is, to the last byte', () => {
  const size = (reason: string) => Buffer.byteLength(responseBody(answerWith(reason), eventOf()));
  const room = RESPONSE_BYTES - size('x') + 1;
  const reasonIn = (body: string) => JSON.parse(body).Reason as string;

  const [fits, exceeds] = ['x'.repeat(room), 'x'.repeat(room + 1)].map((reason) => responseBody(answerWith(reason), eventOf()));

  expect([Buffer.byteLength(fits), reasonIn(fits)]).toEqual([RESPONSE_BYTES, 'x'.repeat(room)]);
  expect(reasonIn(exceeds)).toMatch(/^x+…$/);
});

test('no text, and no id that AWS gives, makes an answer too large', () => {
  const text = fc.string({ unit: fc.constantFrom(...[...Object.values(LANGUAGES).join('')], '\u0000', '\ud83e', '\udea3'), maxLength: 6000 });
  // what request-checks lets through: no control characters but those of white space
  const prefix = fc.string({ unit: fc.constantFrom('"', '\\', '\n', 'a', 'é', '語', '🪣'), maxLength: 512 }).map((made) => Buffer.from(made.slice(0, 512)).toString());

  fc.assert(fc.property(text, prefix, fc.integer({ min: 1, max: 255 }), (reason, reportPrefix, length) => {
    const answer = answerWith(reason, reportPrefix);
    const body = responseBody(answer, eventOf({ ...LONGEST, LogicalResourceId: 'L'.repeat(length) }));
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(RESPONSE_BYTES);
    expect(JSON.parse(body)).toMatchObject({ PhysicalResourceId: answer.physicalId, StackId: LONGEST.StackId });
  }), { numRuns: 200 });
});
