/** The program of a cloud's own process: starts a cloud, does what it is told with it, and ends with its parent. */
import type { MessageFromCloud, MessageToCloud } from './messages';
import type { Cloud } from '../cloud/cloud';
import { LocalCloud } from '../cloud/local-cloud';

let cloud: Cloud | undefined;

process.on('message', (message: MessageToCloud) => {
  void answer(message);
});
process.once('disconnect', () => {
  void (cloud?.close() ?? Promise.resolve()).finally(() => process.exit());
});

async function answer(message: MessageToCloud): Promise<void> {
  const { number } = message;
  try {
    tell({ kind: 'answer', number, value: await perform(message) });
  } catch (error) {
    tell({ kind: 'failure', number, problem: (error as Error).message });
  }
}

async function perform(message: MessageToCloud): Promise<unknown> {
  if (message.kind === 'start') {
    cloud = await LocalCloud.start({ ...message.settings, onEvent: (event) => tell({ kind: 'event', event }) });
    return cloud.url;
  }
  const method = cloud![message.method].bind(cloud) as (...args: unknown[]) => Promise<unknown>;
  return method(...message.args);
}

function tell(message: MessageFromCloud): void {
  // whoever isn't there any more needn't be told
  if (process.connected) process.send!(message);
}
