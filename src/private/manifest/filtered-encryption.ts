import type { Selection } from '../binding';
import type { ObjectEncryptionRequest } from '../contract';

type EncryptionType = keyof ObjectEncryptionRequest;

/** What makes the filter by each of the API's encryptions. */
const FACTORIES: { readonly [type in EncryptionType]: string } = {
  SSES3: 'sseS3()', SSEKMS: 'sseKms()', DSSEKMS: 'dsseKms()', SSEC: 'sseC()', NOTSSE: 'none()',
};

/**
 * Refuses a filter that selects only objects whose encryption an operation doesn't work on.
 *
 * @param operation the factory of the operation, such as `updateObjectEncryption`
 */
export function filteredEncryptionProblems(operation: string, { filter }: Selection, supported: readonly EncryptionType[]): string[] {
  const type = filter?.encryption?.type;
  return type === undefined || supported.includes(type) ? [] : [
    `\`manifest.filter.objectEncryption\` must be ${supported.map(factory).join(' or ')} for ${operation}, since the task of any other object fails, `
    + `got: ${factory(type)}`,
  ];
}

function factory(type: EncryptionType): string {
  return `ObjectEncryptionFilter.${FACTORIES[type]}`;
}
