import { resolve } from 'node:path';
import { readJson } from './read-json';

/** A file or folder that an assembly brings along, and where the deployment would have put it. */
export interface AssetFile {
  /** Absolute. */
  readonly path: string;
  /** `zip`: a folder that is uploaded as a zip file; `file`: a file, uploaded as it is. */
  readonly packaging: string;
  /** The keys under which a template refers to it, in whichever bucket. A key holds the content's hash. */
  readonly objectKeys: readonly string[];
}

/** The few fields of an asset manifest that are read. */
interface AssetManifest {
  readonly files?: {
    readonly [id: string]: {
      readonly source: { readonly path?: string; readonly packaging?: string };
      readonly destinations: { readonly [id: string]: { readonly objectKey: string } };
    };
  };
}

/** The files of an asset manifest; without those that are made when they are published, by a command. */
export function readAssetFiles(directory: string, file: string): AssetFile[] {
  const { files = {} } = readJson<AssetManifest>(directory, file);
  return Object.values(files).flatMap(({ source: { path, packaging = 'file' }, destinations }) => path === undefined ? [] : {
    path: resolve(directory, path),
    packaging,
    objectKeys: Object.values(destinations).map(({ objectKey }) => objectKey),
  });
}

/** The folder that a template refers to by its key in the assets' bucket; an error says why there is none. */
export function assetFolder(assets: readonly AssetFile[], objectKey: string): string {
  const asset = assets.find(({ objectKeys }) => objectKeys.includes(objectKey));
  if (!asset) throw new Error(`the assembly has no asset with the key ${objectKey}`);
  if (asset.packaging !== 'zip') throw new Error(`the asset ${asset.path} is a file, and only folders are run here`);
  return asset.path;
}
