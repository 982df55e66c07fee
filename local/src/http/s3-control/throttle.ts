import { ServiceError } from '../../engine/service-error';
import type { Choices } from '../../unknowns';

/** Refuses calls that come too fast, if any are. */
export class Throttle {
  /** When each action's calls of the last second were let through, in epoch milliseconds. */
  private readonly recent = new Map<string, readonly number[]>();

  constructor(private readonly now: () => Date, private readonly choices: Pick<Choices, 'throttling'>) {}

  /** Counts a call; fails with a `ServiceError` when it is one too many. */
  admit(action: string): void {
    const now = this.now().getTime();
    const recent = (this.recent.get(action) ?? []).filter((time) => time > now - 1000);
    this.recent.set(action, recent);
    if (recent.length > 0 && this.refuses(recent.length)) {
      throw new ServiceError(400, 'TooManyRequestsException', `Reduce your request rate: there was ${recent.length} ${action} within a second`);
    }
    this.recent.set(action, [...recent, now]);
  }

  private refuses(count: number): boolean {
    const { throttling } = this.choices;
    return throttling !== 'never' && count >= throttling;
  }
}
