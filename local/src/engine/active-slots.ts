import type { Choices } from '../unknowns';

/** Jobs that run at the same time in an account. S3 User Guide, "Performing object operations in bulk". */
const SLOTS = 6;

/** A job that wants a slot, or has one. */
export interface Contender {
  readonly priority: number;
  /** Whether it would run if it had a slot. */
  readonly isWaiting: boolean;
  /** Whether it runs and can stop running. */
  readonly mayGiveWay: boolean;
  /** It has got a slot: becomes Active. */
  enter(): void;
  /** A job of higher priority wants its slot: becomes Pausing. */
  giveWay(): void;
}

/**
 * Which of an account's jobs run: those with the highest priority, then those that came first. A job of higher priority
 * takes the place of one that runs. S3 User Guide, "Assigning job priority" and "Tracking job status".
 */
export class ActiveSlots {
  /** In the order in which they came. */
  private contenders: Contender[] = [];
  private readonly holders = new Set<Contender>();

  constructor(private readonly choices: Pick<Choices, 'pausesBeyondSlots'>) {}

  /** Asks for a slot. */
  join(contender: Contender): void {
    this.contenders.push(contender);
    this.settle();
  }

  /** Gives the slot up until it is its turn again. */
  yieldSlot(contender: Contender): void {
    this.holders.delete(contender);
    this.settle();
  }

  /** Wants no slot any more. */
  leave(contender: Contender): void {
    this.contenders = this.contenders.filter((other) => other !== contender);
    this.yieldSlot(contender);
  }

  /** Looks whether the right jobs run: after each change, of a priority too. */
  settle(): void {
    // one at a time: whoever is told of a change may cause another
    for (let next = this.nextToEnter(); next; next = this.nextToEnter()) {
      this.holders.add(next);
      next.enter();
    }
    for (let next = this.nextToGiveWay(); next; next = this.nextToGiveWay()) next.giveWay();
  }

  private nextToEnter(): Contender | undefined {
    if (this.holders.size >= SLOTS) return undefined;
    return this.entitled().find((contender) => !this.holders.has(contender));
  }

  private nextToGiveWay(): Contender | undefined {
    const entitled = this.entitled();
    return [...this.holders].find((holder) => holder.mayGiveWay && !entitled.includes(holder));
  }

  /** Those that should run, of those that run and those that wait; what a job holds that is about to end is soon free. */
  private entitled(): Contender[] {
    const ranked = this.contenders
      .filter((contender) => this.holders.has(contender) ? contender.mayGiveWay : contender.isWaiting)
      // whoever runs isn't stopped for an equal
      .sort((one, other) => other.priority - one.priority || Number(this.holders.has(other)) - Number(this.holders.has(one)));
    const highest = ranked.filter(({ priority }) => priority === ranked[0].priority);
    const isAlone = highest.length < ranked.length && this.choices.pausesBeyondSlots;
    return (isAlone ? highest : ranked).slice(0, SLOTS);
  }
}
