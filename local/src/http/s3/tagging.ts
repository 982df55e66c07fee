import { xmlIn } from './body';
import { list, string, structure } from '../../model/shape';
import type { Tag } from '../../store/object-store';
import type { ApiResponse } from '../server';
import { xmlResponse } from '../xml';

/** PutObjectTagging's body. How long keys and values may be is for the store to say, which has S3's own words for it. */
const tagging = structure({
  'TagSet*': list(structure({ 'Key*': string(0, Infinity), 'Value*': string(0, Infinity) }), { element: 'Tag' }),
});

/** The tags in PutObjectTagging's body. */
export function tagSetIn(body: Buffer): readonly Tag[] {
  return xmlIn<{ readonly TagSet: readonly Tag[] }>(body, 'Tagging', tagging).TagSet;
}

/** The tags in the header that an object is put with, which spells them like the query of a URL. */
export function tagsInHeader(header: string): readonly Tag[] {
  return [...new URLSearchParams(header)].map(([Key, Value]) => ({ Key, Value }));
}

/** GetObjectTagging's answer. */
export function tagsOfObject(tagSet: readonly Tag[], headers: Record<string, string>): ApiResponse {
  const response = xmlResponse(200, 'Tagging', { TagSet: { Tag: tagSet.map(({ Key, Value }) => ({ Key, Value })) } });
  return { ...response, headers: { ...response.headers, ...headers } };
}
