import { fork } from 'node:child_process';
import { RemoteCloud } from './remote-cloud';
import type { Cloud, CloudListener, CloudSettings } from '../cloud/cloud';
import { compiledFile } from '../compiled-file';

/** Where temporary files go: all that the cloud's process gets of this one's environment. */
const PASSED_ON = ['TMPDIR', 'TEMP', 'TMP'];

/**
 * Starts a cloud in a process of its own, which ends with this one. Next to nothing of this process's environment is
 * there, and so no profile and no keys of a real account.
 */
export async function startLocalCloud({ onEvent, ...settings }: CloudSettings & CloudListener = {}): Promise<Cloud> {
  const child = fork(compiledFile('process/main.js'), [], {
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => PASSED_ON.includes(name))),
    execArgv: [],
    // what a terminal sends to all its programs is for this one to act on: the cloud's jobs may have reports to write
    detached: true,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return RemoteCloud.start(child, { projectFolder: process.cwd(), ...settings }, onEvent);
}
