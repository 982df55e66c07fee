import { ServiceError, wordsOf } from '../../lambda/job-control';

test.each<[code: string, status: number]>([
  ['TooManyRequestsException', 400], ['SlowDown', 503], ['Throttling', 400], ['ThrottlingException', 400],
  ['RequestThrottled', 400], ['RequestLimitExceeded', 503], ['UnknownError', 429],
])('%s with the status %i asks to come back later', (code, status) => {
  expect(new ServiceError(code, 'no', status).throttled).toBe(true);
});

test.each<[code: string, status: number | undefined, refused: boolean]>([
  ['AccessDenied', 403, true],
  ['BadRequestException', 400, true],
  ['TooManyRequestsException', 429, true],
  // S3: "Your socket connection to the server was not read from or written to within the timeout period"
  ['RequestTimeout', 400, false],
  ['UnknownError', 408, false],
  ['InternalError', 500, false],
  ['ECONNRESET', undefined, false],
])('%s with the status %s: whether the call was surely turned down is %s', (code, status, refused) => {
  expect(new ServiceError(code, 'no', status).refused).toBe(refused);
});

test('says what it was about, and stays what it is', () => {
  const error = new ServiceError('AccessDenied', 'Access Denied', 403);
  const told = error.during('GetJobTagging of job X').during('looking for jobs');

  expect(wordsOf(told)).toBe('looking for jobs: GetJobTagging of job X: AccessDenied: Access Denied');
  expect(told).toMatchObject({ code: 'AccessDenied', message: 'Access Denied', status: 403, denied: true });
});

test.each([[new Error('the words'), 'the words'], ['text', 'text'], [new ServiceError('Code', 'words'), 'Code: words']])('%s in words', (error, words) => {
  expect(wordsOf(error)).toBe(words);
});
