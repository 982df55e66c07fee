import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Handler } from './call-handler';

/** Where Lambda looks for a module. Lambda developer guide, "Define Lambda function handler in Node.js". */
const EXTENSIONS = ['.js', '.mjs', '.cjs'];

/** There is no handler where there should be one. The names are Lambda's. */
class HandlerError extends Error {
  constructor(readonly name: 'Runtime.ImportModuleError' | 'Runtime.HandlerNotFound', problem: string) {
    super(problem);
  }
}

/**
 * Loads a handler, from CommonJS or an ES module.
 * @param handler such as `index.handler` or `src/app.run`
 */
export async function loadHandler(codeFolder: string, handler: string): Promise<Handler> {
  const dot = handler.lastIndexOf('.');
  const [module, name] = [handler.slice(0, dot), handler.slice(dot + 1)];
  const file = EXTENSIONS.map((extension) => join(codeFolder, module + extension)).find((path) => existsSync(path));
  if (dot < 1 || file === undefined) throw new HandlerError('Runtime.ImportModuleError', `the handler \`${handler}\` isn't in ${codeFolder}`);
  const namespace = await import(pathToFileURL(file).href) as { [name: string]: unknown; default?: { [name: string]: unknown } };
  const found = namespace[name] ?? namespace.default?.[name];
  if (typeof found !== 'function') throw new HandlerError('Runtime.HandlerNotFound', `${file} exports no function \`${name}\``);
  return found as Handler;
}
