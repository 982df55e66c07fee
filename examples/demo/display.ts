import type { CloudEvent, JobDescriptor } from 's3-batch-operations-local';

/** Shows what happens: a line for each change, and on a terminal a line that counts the tasks as they end. */
export class Display {
  private status = '';
  private counting = false;

  constructor(private readonly output: NodeJS.WriteStream) {}

  heading(text: string): void {
    this.line(`\n${text}`);
  }

  line(text: string): void {
    this.output.write(`${this.endOfCount()}${text}\n`);
  }

  readonly onEvent = (event: CloudEvent): void => {
    switch (event.kind) {
      case 'stack':
        return this.line(`  stack ${event.stackName}: ${event.status}`);
      case 'resource':
        return event.status.endsWith('FAILED') ? this.line(`  ${event.logicalId}: ${event.status}: ${event.reason}`) : undefined;
      case 'job':
        return this.job(event.job);
      case 'warning':
        return this.line(`  note: ${event.message}`);
      case 'failedAttempt':
        return this.line(`  the handler did not finish: ${JSON.stringify(event)}`);
      case 'droppedEvent':
        return this.line(`  function ${event.functionName} will not get to an event: ${event.reason}`);
      case 'lentPackage':
        return this.line(`  function ${event.functionName} uses ${event.packageName} of ${event.folder}`);
      case 'log':
    }
  };

  private job({ JobId, Status, ProgressSummary: tasks }: JobDescriptor): void {
    const progress = `${tasks.NumberOfTasksSucceeded + tasks.NumberOfTasksFailed} of ${tasks.TotalNumberOfTasks} tasks done`
      + `${tasks.NumberOfTasksFailed > 0 ? `, ${tasks.NumberOfTasksFailed} failed` : ''}`;
    if (`${JobId} ${Status}` !== this.status) {
      this.status = `${JobId} ${Status}`;
      this.line(`  job ${JobId.slice(0, 8)}: ${Status.padEnd(10)} ${tasks.TotalNumberOfTasks > 0 ? progress : ''}`.trimEnd());
    } else if (this.output.isTTY && Status === 'Active') {
      this.output.write(`\r  job ${JobId.slice(0, 8)}: ${Status.padEnd(10)} ${progress}`);
      this.counting = true;
    }
  }

  private endOfCount(): string {
    const end = this.counting ? '\n' : '';
    this.counting = false;
    return end;
  }
}
