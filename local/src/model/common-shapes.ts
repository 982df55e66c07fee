import { list, oneOf, string, structure } from './shape';

export const accountId = string(0, 64, '\\d{12}');
export const bucketArn = string(1, 128, 'arn:[^:]+:s3:.*');
export const keyArn = string(20, 2048, 'arn:aws[a-zA-Z0-9-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[a-zA-Z0-9-]+');
export const text1024 = string(1, 1024);

export const storageClass = oneOf(
  'STANDARD', 'STANDARD_IA', 'ONEZONE_IA', 'GLACIER', 'INTELLIGENT_TIERING', 'DEEP_ARCHIVE', 'GLACIER_IR',
);

const tagCharacters = '[\\p{L}\\p{Z}\\p{N}_.:\\/=+\\-@]*';

/** Tags of a job, and those an operation puts on objects: the model has one shape for both. */
export const tagSet = list(structure({
  'Key*': string(1, 128, tagCharacters),
  'Value*': string(0, 256, tagCharacters),
}));
