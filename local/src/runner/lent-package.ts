import { realpathSync } from 'node:fs';
import { sep } from 'node:path';
import type { LentPackage } from './invocation';

/** A package of the AWS SDK's, which Lambda's runtime has for every function. Lambda developer guide, "Runtime-included SDK versions". */
const SDK_PACKAGE = /^@(?:aws-sdk|smithy)\/[^/]+/;

/** The package of the AWS SDK that an import names; undefined for any other. */
export function sdkPackageIn(specifier: string): string | undefined {
  return SDK_PACKAGE.exec(specifier)?.[0];
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
