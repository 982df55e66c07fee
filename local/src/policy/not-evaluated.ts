/** What decides about permissions in an account and has no effect here. */
export const NOT_EVALUATED: readonly string[] = [
  'signatures',
  'trust policies',
  'permissions boundaries',
  'managed policies that no stack here has made',
  'bucket policies',
  'grants of ACLs',
  'key policies and grants of keys, and whether there is a key at all that is named by its ARN',
  'resource policies of functions',
  'service control policies and resource control policies',
];
