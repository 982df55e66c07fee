import { realpathSync } from 'node:fs';
import { sep } from 'node:path';
import type { LentPackage } from './invocation';

/** A package of the AWS SDK's, which Lambda's runtime has for every function. Lambda developer guide, "Runtime-included SDK versions". */
const SDK_PACKAGE = /^@(?:aws-sdk|smithy)\/[^/]+/;

/** The package of the AWS SDK that an import names; undefined for any other. */
export function sdkPackageIn(specifier: string): string | undefined {
  return SDK_PACKAGE.exec(specifier)?.[0];
}

/** None of the folders has a package that Lambda would have; it keeps its code, which tells the code that can do without. */
export function notLent(packageName: string, [projectFolder]: readonly string[], { code }: NodeJS.ErrnoException): Error {
  const problem = `Cannot find package '${packageName}', which Lambda's runtime has: install it in ${projectFolder}, such as by \`npm install --no-save ${packageName}\``;
  return Object.assign(new Error(problem), { code });
}

/** Files below a folder, whatever links lead to it. */
export class Folder {
  private readonly path: string;

  constructor(path: string) {
    this.path = realpathSync(path) + sep;
  }

  has(file: string): boolean {
    return file.startsWith(this.path);
  }
}

/** Where the file of a package was found. */
export function lentPackage(packageName: string, file: string): LentPackage {
  const inFolder = file.split(sep).join('/').lastIndexOf(`/${packageName}/`);
  return { packageName, folder: file.slice(0, inFolder + packageName.length + 1) };
}
