import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A function's handler in its asynchronous form, the only one that is run here. */
export type AsynchronousHandler = (event: unknown, context: object) => unknown;

/** Where Lambda looks for a module. Lambda developer guide, "Define Lambda function handler in Node.js". */
const EXTENSIONS = ['.js', '.mjs', '.cjs'];

/**
 * Loads a handler, from CommonJS or an ES module.
 * @param handler such as `index.handler` or `src/app.run`
 */
export async function loadHandler(codeFolder: string, handler: string): Promise<AsynchronousHandler> {
  const dot = handler.lastIndexOf('.');
  const [module, name] = [handler.slice(0, dot), handler.slice(dot + 1)];
  const file = EXTENSIONS.map((extension) => join(codeFolder, module + extension)).find((path) => existsSync(path));
  if (dot < 1 || file === undefined) throw new Error(`the handler \`${handler}\` isn't in ${codeFolder}`);
  const namespace = await import(pathToFileURL(file).href) as { [name: string]: unknown; default?: { [name: string]: unknown } };
  const found = namespace[name] ?? namespace.default?.[name];
  if (typeof found !== 'function') throw new Error(`${file} exports no function \`${name}\``);
  return found as AsynchronousHandler;
}
