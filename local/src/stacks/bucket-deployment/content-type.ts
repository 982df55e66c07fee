/** By the end of a name, as Python's `mimetypes` has them, which the AWS CLI asks. */
const TYPES: { readonly [extension: string]: string } = {
  avi: 'video/x-msvideo',
  bin: 'application/octet-stream',
  bmp: 'image/bmp',
  css: 'text/css',
  csv: 'text/csv',
  gif: 'image/gif',
  htm: 'text/html',
  html: 'text/html',
  ico: 'image/vnd.microsoft.icon',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  js: 'text/javascript',
  json: 'application/json',
  mjs: 'text/javascript',
  mov: 'video/quicktime',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  png: 'image/png',
  py: 'text/x-python',
  sh: 'application/x-sh',
  svg: 'image/svg+xml',
  tar: 'application/x-tar',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  tsv: 'text/tab-separated-values',
  txt: 'text/plain',
  wasm: 'application/wasm',
  wav: 'audio/x-wav',
  xml: 'text/xml',
  zip: 'application/zip',
};

/** Ends of names that say how the bytes are packed, and nothing of what they are. */
const PACKED = /\.(gz|Z|bz2|xz|br)$/;

/** The type of a file that the AWS CLI takes from its name; undefined when it has none, and S3 takes its own. */
export function contentTypeOf(path: string): string | undefined {
  const name = path.split('/').pop()!.replace(PACKED, '').replace(/\.tgz$/, '.tar');
  const extension = /[^.]\.([^.]+)$/.exec(name)?.[1].toLowerCase() ?? '';
  return Object.hasOwn(TYPES, extension) ? TYPES[extension] : undefined;
}
