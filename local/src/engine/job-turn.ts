import type { ActiveSlots, Contender } from './active-slots';
import type { Job } from './job';
import type { JobStatus } from './job-status';
import { TaskGate } from './task-gate';

/** What a turn does with its job. */
export interface TurnSteps {
  moveTo(status: JobStatus): void;
  /** As long as a job stays in a state that it passes through. */
  sleep(): Promise<void>;
}

/** When a job's tasks may run: while it has a slot, and no job of higher priority wants it. */
export class JobTurn implements Contender {
  private readonly gate = new TaskGate();
  private hasTasksLeft = true;

  constructor(private readonly job: Job, private readonly slots: ActiveSlots, private readonly steps: TurnSteps) {}

  get priority(): number {
    return this.job.priority;
  }

  get isWaiting(): boolean {
    return this.job.status === 'Ready' || this.job.status === 'Paused';
  }

  get mayGiveWay(): boolean {
    return this.job.status === 'Active' && this.hasTasksLeft;
  }

  enter(): void {
    this.steps.moveTo('Active');
    this.gate.open();
  }

  giveWay(): void {
    this.gate.close();
    this.steps.moveTo('Pausing');
    void this.pauseTasks();
  }

  /** Waits for the first turn, runs and gives the slot back; a job that was cancelled while it waited doesn't run. */
  async take(run: () => Promise<void>): Promise<void> {
    this.slots.join(this);
    try {
      if (!this.gate.isOpen) await this.gate.opening();
      if (this.job.status !== 'Cancelled') await run();
    } finally {
      this.slots.leave(this);
    }
  }

  /** Begins a task: at once where tasks may run, otherwise when this resolves. */
  beginTask(): Promise<void> | undefined {
    return this.gate.enter();
  }

  endTask(): void {
    this.gate.leave();
  }

  /** No task is left: the job isn't paused any more. If it is, or about to be, this resolves when it is its turn again. */
  async tasksDone(): Promise<void> {
    while (!this.gate.isOpen) await this.gate.opening();
    this.hasTasksLeft = false;
  }

  /** The job is stopped: whoever waits to run a task sees for himself. */
  stop(): void {
    this.gate.open();
  }

  /** Waits for the tasks in flight, then lets another job have the slot. */
  private async pauseTasks(): Promise<void> {
    await this.steps.sleep();
    await this.gate.drained();
    if (this.job.status !== 'Pausing') return;
    this.steps.moveTo('Paused');
    this.slots.yieldSlot(this);
  }
}
