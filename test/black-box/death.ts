import { CallCounter, callOf, type Call } from './handler-calls';
import type { ApiRequest, Fault } from '../../local/src';

/** How the handler's process dies: at which call, before the engine has seen it or after it was applied, and how many of the event's three deliveries do. */
export interface Death {
  readonly call: Call;
  readonly when: 'before' | 'after';
  readonly times: 1 | 2 | 3;
}

/** Follows the handler's calls in one operation, and has its process killed where it is to be. */
export class DeathWatch {
  readonly calls: Call[] = [];
  private deaths = 0;
  private readonly counter = new CallCounter();

  constructor(private readonly death?: Death, private readonly onDeath = () => undefined as void) {}

  faultAt(request: ApiRequest): Fault | undefined {
    const name = callOf(request);
    if (name === undefined) {
      return undefined;
    }
    const call = this.counter.next(name);
    this.calls.push(call);
    const dies = this.diesAt(call);
    const isSeen = !(dies && this.death!.when === 'before');
    if (dies || name === 'answer') {
      this.counter.startAnew(name === 'answer' && isSeen);
    }
    if (!dies) {
      return undefined;
    }
    this.deaths++;
    this.onDeath();
    return isSeen ? 'loseAnswerAndCaller' : 'loseRequestAndCaller';
  }

  /**
   * Another delivery may take another way: it dies at the same call, or after as many. How often a wait looks isn't the same
   * each time: the answer is the last chance to die.
   */
  private diesAt({ event, name, turn, at }: Call): boolean {
    const { death, deaths } = this;
    if (death === undefined || deaths >= death.times || event !== death.call.event) {
      return false;
    }
    return (name === death.call.name && turn === death.call.turn) || (deaths > 0 ? at === death.call.at : name === 'answer');
  }
}

export function describeDeath({ call: { event, name, turn }, when, times }: Death): string {
  const attempts = times === 1 ? 'killed' : times === 2 ? 'killed twice' : 'killed each time';
  return `${attempts} ${when} ${name} ${turn} of event ${event + 1}`;
}
