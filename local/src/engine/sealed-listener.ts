/**
 * A listener whose errors don't reach whoever tells it: what is told of goes on. Node.js prints them as warnings, in which
 * a program can see them too.
 */
export function sealed<Event>(listener: (event: Event) => void): (event: Event) => void {
  return (event) => {
    try {
      listener(event);
    } catch (error) {
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      process.emitWarning(`a listener failed: ${message}`, { type: 'LocalCloudWarning', detail: stack });
    }
  };
}
