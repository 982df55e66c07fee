/** The program of a function's process: loads the code, runs the handler on one event after the other, tells how each ended. */
import { callHandler, type Handler } from './call-handler';
import { type ChildMessage, END_OF_RUN, type InvokeMessage, type LoadMessage, type MessageToChild } from './child-messages';
import { contextOf } from './context';
import { functionError, UnhandledPromiseRejection } from './function-error';
import { lendPackages } from './lend-packages';
import { loadHandler } from './load-handler';

// before the function's code, which may put another function in their place
const outputs = [process.stdout, process.stderr].map((output) => output.write.bind(output));
let handler: Handler;

process.on('message', (message: MessageToChild) => {
  void (message.kind === 'load' ? load(message) : run(message));
});
// nobody is left to be told
process.once('disconnect', () => process.exit());
process.on('uncaughtException', giveUp);
process.on('unhandledRejection', (reason) => giveUp(new UnhandledPromiseRejection(reason)));

async function load(message: LoadMessage): Promise<void> {
  try {
    lendPackages(message.codeFolder, message.packageFolders, (lent) => tell({ kind: 'lent', ...lent }));
    handler = await loadHandler(message.codeFolder, message.handler);
    tell({ kind: 'loaded' });
  } catch (error) {
    giveUp(error);
  }
}

async function run(message: InvokeMessage): Promise<void> {
  const ended = await resultOf(message);
  for (const write of outputs) write(`${END_OF_RUN}\n`);
  tell(ended);
}

async function resultOf(message: InvokeMessage): Promise<ChildMessage> {
  try {
    return { kind: 'returned', payload: jsonOf(await callHandler(handler, message.event, contextOf(message))) };
  } catch (error) {
    return { kind: 'threw', error: functionError(error) };
  }
}

function jsonOf(returned: unknown): string {
  try {
    return JSON.stringify(returned) ?? 'null';
  } catch (error) {
    throw new Error(`what the handler returns can't be written as JSON: ${(error as Error).message}`, { cause: error });
  }
}

/** What nobody catches ends the process, as in Lambda; whoever waits is told why. */
function giveUp(error: unknown): void {
  process.send!({ kind: 'threw', error: functionError(error) } satisfies ChildMessage, () => process.exit(1));
}

function tell(message: ChildMessage): void {
  process.send!(message);
}
