/** The program of a watchdog: when its owner is gone, in whichever way, it kills what the owner ran and removes its folder. */
import { rmSync } from 'node:fs';
import { killGroup } from './process-group';
import type { WatchdogMessage } from './watchdog-messages';

const [,, folder] = process.argv;
const leaders = new Set<number>();

process.on('message', ({ kind, leader }: WatchdogMessage) => {
  if (kind === 'guard') leaders.add(leader);
  else leaders.delete(leader);
});
process.once('disconnect', () => {
  leaders.forEach(killGroup);
  // the killed ones may be writing still
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});
