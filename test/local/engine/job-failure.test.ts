import { JobFailure } from '../../../local/src/engine/job-failure';

// service model, `JobFailureReason`: 256 characters at most
test('cuts a text off between characters, never within one', () => {
  const { reason } = new JobFailure('Some', `a${'\u{1F600}'.repeat(300)}`);
  expect(reason.FailureReason).toBe(`a${'\u{1F600}'.repeat(255)}`);
});

test('shows what XML has no character for', () => {
  expect(new JobFailure('Some', 'the key a\u0001').reason.FailureReason).toBe('the key a\\u0001');
});
