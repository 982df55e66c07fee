import { type AdviceRow, always, saying } from './advice-table';

/** Where it is told what a local run can do. */
export const UNPLAYED = 'docs/LOCAL.md says what is played here';

/** What to do about objects that were described, and not brought along. */
export const BYTES = 'Where only the object\'s metadata was given, fill the bucket from a folder that has its bytes (--objects BUCKET=FOLDER).';

/** What it means that the local run itself can't go on. */
export const LOCAL_ENGINE_ADVICE: readonly AdviceRow[] = [
  saying(/nobody answers at http/, 'The function runs elsewhere (--lambda-endpoint), and nobody listens there.', 'Start what is to run it before the run, and see that the URL has its port.'),
  saying(/knows no such function/, 'The function runs elsewhere (--lambda-endpoint), and isn\'t known there by its logical id.', 'See that what listens at that URL has the same stack, or give the function a URL of its own.'),
  saying(/^the function .* isn't run: /, 'The function can\'t be run here.', 'See what the message says; --lambda-endpoint can name where else on this machine it runs.'),
  saying(/^the bytes of /, 'The local run has the metadata of the object, and not its bytes; S3 has no such failure.', BYTES),
  always('The local run can\'t go on; S3 has no such failure.', `See what the message says; ${UNPLAYED}.`),
];

/** What whoever runs a function elsewhere answers that is none of Lambda's answers, with whatever code. */
export const ENDPOINT_ADVICE: readonly AdviceRow[] = [
  saying(
    /^http:\/\/\S+ answered \d{3}: /, 'The function runs elsewhere (--lambda-endpoint), and what answers there couldn\'t run it.',
    'See what it logs, and that the URL is that of Lambda\'s Invoke API.',
  ),
];
