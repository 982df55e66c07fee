import { basename, dirname, join, resolve } from 'node:path';
import { fieldProblem } from './fields';
import { AssemblyError, partOfAssembly } from './part-of-assembly';
import { readJson } from './read-json';
import { readTemplate } from './read-template';
import type { JsonObject, Template } from './template';

/** A file or folder that an assembly brings along, and where the deployment would have put it. */
export interface AssetFile {
  /** Absolute. Whether there is something is known when it is used, see {@link assetPath}. */
  readonly path: string;
  /** The assembly's folder. */
  readonly root: string;
  /** `zip`: a folder that is uploaded as a zip file; `file`: a file, uploaded as it is. */
  readonly packaging: string;
  /** Where the deployment puts it. A key holds the content's hash. */
  readonly destinations: readonly AssetDestination[];
}

/** A place for an asset, as the asset manifest has it. */
export interface AssetDestination {
  /** With placeholders for what the deployment knows, such as `${AWS::AccountId}`. */
  readonly bucketName: string;
  readonly objectKey: string;
}

/** The few fields of an asset manifest that are read. */
interface AssetManifest {
  readonly files?: {
    readonly [id: string]: {
      readonly source: { readonly path?: string; readonly packaging?: string };
      readonly destinations: { readonly [id: string]: AssetDestination };
    };
  };
}

/** The files of an asset manifest; without those that are made when they are published, by a command. */
export function readAssetFiles(root: string, directory: string, file: string): AssetFile[] {
  const manifest = readJson<AssetManifest>(root, directory, file);
  const problem = manifestProblem(manifest);
  if (problem !== undefined) throw new AssemblyError(join(directory, file), problem);
  const { files = {} } = manifest;
  return Object.values(files).flatMap(({ source: { path, packaging = 'file' }, destinations }) => path === undefined ? [] : {
    path: resolve(directory, path),
    root,
    packaging,
    destinations: Object.values(destinations).map(({ bucketName, objectKey }) => ({ bucketName, objectKey })),
  });
}

function manifestProblem(manifest: AssetManifest): string | undefined {
  const ofFile = ([id, file]: [string, unknown]) => {
    const subject = `the asset \`${id}\``;
    return fieldProblem(subject, file as JsonObject, { 'source*': 'object', 'destinations*': 'objects' })
      ?? fieldProblem(`the source of ${subject}`, (file as { source: JsonObject }).source, { path: 'text', packaging: 'text' })
      ?? Object.values((file as { destinations: JsonObject }).destinations)
        .map((destination) => fieldProblem(`a destination of ${subject}`, destination as JsonObject, { 'bucketName*': 'text', 'objectKey*': 'text' }))
        .find((problem) => problem !== undefined);
  };
  return fieldProblem('the assets', manifest as JsonObject, { files: 'objects' })
    ?? Object.entries(manifest.files ?? {}).map(ofFile).find((problem) => problem !== undefined);
}

/** Where an asset is; an error says why it isn't there. */
export function assetPath({ root, path }: AssetFile): string {
  return partOfAssembly(root, path);
}

/** The folder that a template refers to by its key in the assets' bucket; an error says why there is none. */
export function assetFolder(assets: readonly AssetFile[], objectKey: string): string {
  const asset = assets.find(({ destinations }) => destinations.some((destination) => destination.objectKey === objectKey));
  if (!asset) throw new Error(`the assembly has no asset with the key ${objectKey}`);
  if (asset.packaging !== 'zip') throw new Error(`the asset ${asset.path} is a file, and only folders are run here`);
  return assetPath(asset);
}

/** The template that another refers to by its address in the assets' bucket; an error says why there is none. */
export function assetTemplate(assets: readonly AssetFile[], url: string): Template {
  const asset = templateAsset(assets, url);
  if (!asset) throw new Error(`the assembly has no template for ${url}, and others aren't fetched`);
  return readAssetTemplate(asset);
}

/** The file with this address in the assets' bucket; undefined when the assembly has none. */
export function templateAsset(assets: readonly AssetFile[], url: string): AssetFile | undefined {
  const path = URL.canParse(url) ? decodedPath(new URL(url)) : '';
  const asset = assets.find(({ destinations }) => destinations.some(({ objectKey }) => path.endsWith(`/${objectKey}`)));
  return asset?.packaging === 'file' ? asset : undefined;
}

/** Of a URL that isn't encoded as URLs are, no part of an assembly has the address. */
function decodedPath({ pathname }: URL): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return '';
  }
}

/** Reads an asset that is a template. */
export function readAssetTemplate({ root, path }: AssetFile): Template {
  return readTemplate(root, dirname(path), basename(path));
}
