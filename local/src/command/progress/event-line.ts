import type { CloudEvent } from '../../cloud/cloud-event';

/** What an event is worth a line of; nothing of a resource that goes as it should. */
export function eventLine(event: Exclude<CloudEvent, { kind: 'job' }>): string | undefined {
  switch (event.kind) {
    case 'stack': return withReason(`stack ${event.stackName}: ${event.status}`, event.reason);
    case 'resource': return event.status.endsWith('FAILED') ? withReason(`${event.stackName}/${event.logicalId}: ${event.status}`, event.reason) : undefined;
    case 'log': return `${event.functionName}: ${event.line}`;
    case 'warning': return `note: ${event.message}`;
    case 'lentPackage': return `note: the function ${event.functionName} uses ${event.packageName} of ${event.folder}`;
    case 'failedAttempt': return `the function ${event.functionName} failed, attempt ${event.attempt} of 3: ${event.reason}`;
    case 'droppedEvent': return `the function ${event.functionName} won't get to an event: ${event.reason}`;
  }
}

function withReason(text: string, reason: string | undefined): string {
  return reason === undefined ? text : `${text}: ${reason}`;
}
