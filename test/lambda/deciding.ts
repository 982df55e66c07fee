import type { FakeService } from './fakes';
import { readHint, type Continuation } from '../../lambda/continuation';
import type { Answer, JobEvent } from '../../lambda/events';
import { decide as decideOrHandOver } from '../../lambda/lifecycle';
import type { Services } from '../../lambda/services';

/** What an event came to in one invocation. */
export async function decide(event: JobEvent, services: Services): Promise<Answer> {
  const answer = await decideOrHandOver(event, services);
  if (answer === 'handed over') {
    throw new Error('the event was handed over to another invocation');
  }
  return answer;
}

/** What an event came to, through as many invocations as it takes. */
export async function decideAcrossHops(event: JobEvent, service: FakeService): Promise<Answer> {
  let next: Continuation = { ...service.services.next, ...readHint(undefined, event, service.clock.now()) };
  for (;;) {
    const answer = await decideOrHandOver(event, { ...service.services, next });
    if (answer !== 'handed over') {
      return answer;
    }
    const { hop, deadline, jobId } = service.hops[service.hops.length - 1];
    next = { ...next, hop, deadline: new Date(deadline), jobId };
    service.clock.startInvocation();
  }
}
