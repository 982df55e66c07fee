/** Hooks of `node:module`, in a thread of their own: where `import` finds the packages of the AWS SDK. */
import type { InitializeHook, ResolveHook } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { MessagePort } from 'node:worker_threads';
import { Folder, lentPackage, notLent, sdkPackageIn } from './lent-package';

/** What the hooks are told. */
export interface LendingHook {
  readonly codeFolder: string;
  readonly packageFolders: readonly string[];
  /** Where they tell of what is lent. */
  readonly port: MessagePort;
}

let code: Folder;
let folders: readonly string[];
let importers: readonly string[];
let port: MessagePort;

export const initialize: InitializeHook<LendingHook> = (settings) => {
  code = new Folder(settings.codeFolder);
  folders = settings.packageFolders;
  importers = settings.packageFolders.map((folder) => pathToFileURL(join(folder, 'any.js')).href);
  port = settings.port;
};

export const resolve: ResolveHook = async (specifier, context, nextResolve) => {
  const packageName = sdkPackageIn(specifier);
  if (packageName === undefined || !isInCode(context.parentURL)) return nextResolve(specifier, context);
  let notFound: Error | undefined;
  for (const parentURL of [context.parentURL, ...importers]) {
    try {
      const found = await nextResolve(specifier, { ...context, parentURL });
      if (!isInCode(found.url)) port.postMessage(lentPackage(packageName, fileURLToPath(found.url)));
      return found;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
      notFound ??= error as Error;
    }
  }
  throw notLent(packageName, folders, notFound!);
};

function isInCode(url: string | undefined): boolean {
  return url?.startsWith('file:') === true && code.has(fileURLToPath(url));
}
