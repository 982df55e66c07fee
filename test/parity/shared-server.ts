import type { SharedServer } from './account';
import { removeAssemblyFolder } from './assembly-folder';
import { startServer, type Facade, type RunningServer } from '../../local/src/http/server';

/** One test is dozens of jobs, or hundreds: minutes where the machine has other things to do. */
const TEST_LIMIT = 600_000;

/** A server for the tests of a file; it ends with them, and so do the assemblies that they synthesized. */
export function sharedServer(): SharedServer {
  jest.setTimeout(TEST_LIMIT);
  const facades: Facade[] = [];
  let running: RunningServer | undefined;
  beforeAll(async () => {
    running = await startServer({ facades });
  });
  afterAll(async () => {
    await running!.close();
    removeAssemblyFolder();
  });
  return { facades, get url() { return running!.url; } };
}
