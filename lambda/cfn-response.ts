import { sleepAbout, type Clock } from './clock';
import type { Answer, JobEvent } from './events';

/** CloudFormation template reference, "Custom resource response objects": all of it, in bytes. */
const RESPONSE_BYTES = 4096;
const TRIES = 5;
const FIRST_PAUSE = 1_000;
const REQUEST_TIMEOUT = 15_000;

/** The answer as CloudFormation reads it. The reason gives way where it is too long, down to nothing; never the data. */
export function responseBody(answer: Answer, event: JobEvent): string {
  const body = (reason: string) => JSON.stringify({
    Status: answer.status,
    Reason: reason,
    PhysicalResourceId: answer.physicalId,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    Data: answer.attributes,
  });
  const fits = (reason: string) => Buffer.byteLength(body(reason)) <= RESPONSE_BYTES;
  // a FAILED answer without a reason isn't taken
  const reason = answer.reason ?? 'see the log of the handler function';
  return body(fits(reason) ? reason : shortened(reason, fits));
}

/** As many of a text's characters as fit, and an ellipsis, which stands for all of them where none does. */
function shortened(text: string, fits: (text: string) => boolean): string {
  const characters = [...text];
  const start = (length: number) => `${characters.slice(0, length).join('')}…`;
  let [shortest, longest] = [0, characters.length];
  while (shortest < longest) {
    const middle = Math.ceil((shortest + longest) / 2);
    [shortest, longest] = fits(start(middle)) ? [middle, longest] : [shortest, middle - 1];
  }
  return start(shortest);
}

/**
 * Puts the answer where CloudFormation waits for it.
 * @throws when it couldn't be delivered; then, and only then, the event is worth another delivery
 */
export async function deliver(url: string, body: string, clock: Clock, put: typeof fetch = fetch): Promise<void> {
  for (let attempt = 1, pause = FIRST_PAUSE; ; attempt++, pause *= 2) {
    const problem = await tryToDeliver(url, body, put);
    if (problem === undefined) {
      return;
    }
    if (attempt === TRIES) {
      throw new Error(`CloudFormation did not take the answer: ${problem}`);
    }
    await sleepAbout(clock, pause);
  }
}

/** What went wrong, without the URL: whoever holds that can answer in our name. */
async function tryToDeliver(url: string, body: string, put: typeof fetch): Promise<string | undefined> {
  try {
    // bytes, because text would bring a content type along, which the URL is not signed for
    const response = await put(url, { method: 'PUT', body: Buffer.from(body), signal: AbortSignal.timeout(REQUEST_TIMEOUT) });
    return response.ok ? undefined : `HTTP status ${response.status}`;
  } catch (error) {
    return error instanceof Error ? error.name : 'unknown error';
  }
}
