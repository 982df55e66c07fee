import type { SharedServer } from './account';
import { removeAssemblyFolder } from './assembly-folder';
import { startServer, type Facade, type RunningServer } from '../../local/src/http/server';

/** A server for the tests of a file; it ends with them, and so do the assemblies that they synthesized. */
export function sharedServer(): SharedServer {
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
