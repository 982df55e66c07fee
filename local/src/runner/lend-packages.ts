import Module, { createRequire, register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import { compiledFile } from '../compiled-file';
import type { LentPackage } from './invocation';
import type { LendingHook } from './lend-packages-hook';
import { Folder, lentPackage, notLent, sdkPackageIn } from './lent-package';

type ResolveFilename = (request: string, parent: { filename?: string } | undefined, ...rest: unknown[]) => string;

/**
 * Makes `@aws-sdk/*` and `@smithy/*` be found that a function's code doesn't bring along: where Node finds them, or else
 * in these folders, in this order. Those that the code itself asks for are told of.
 */
export function lendPackages(codeFolder: string, packageFolders: readonly string[], onLent: (lent: LentPackage) => void): void {
  lendToCommonJs(new Folder(codeFolder), packageFolders, onLent);
  lendToModules(codeFolder, packageFolders, onLent);
}

/** `require` has no public hook in Node 20: this is the function that all who need one replace. */
function lendToCommonJs(code: Folder, packageFolders: readonly string[], onLent: (lent: LentPackage) => void): void {
  const loader = Module as unknown as { _resolveFilename: ResolveFilename };
  const original = loader._resolveFilename.bind(Module);
  const finders = packageFolders.map((folder) => createRequire(join(folder, 'any.js')));
  loader._resolveFilename = (request, parent, ...rest) => {
    const packageName = sdkPackageIn(request);
    if (packageName === undefined || !code.has(parent?.filename ?? '')) return original(request, parent, ...rest);
    const attempts = [() => original(request, parent, ...rest), ...finders.map((finder) => () => finder.resolve(request))];
    const found = firstFound(attempts, (notFound) => notLent(packageName, packageFolders, notFound));
    if (!code.has(found)) onLent(lentPackage(packageName, found));
    return found;
  };
}

function firstFound(attempts: readonly (() => string)[], failure: (notFound: Error) => Error): string {
  let notFound: Error | undefined;
  for (const attempt of attempts) {
    try {
      return attempt();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
      notFound ??= error as Error;
    }
  }
  throw failure(notFound!);
}

/** Hooks for `import` run in a thread of their own. */
function lendToModules(codeFolder: string, packageFolders: readonly string[], onLent: (lent: LentPackage) => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.on('message', onLent).unref();
  const data: LendingHook = { codeFolder, packageFolders, port: port2 };
  register(pathToFileURL(compiledFile('runner/lend-packages-hook.js')), { data, transferList: [port2] });
}
