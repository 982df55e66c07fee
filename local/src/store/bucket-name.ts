/** A rule that a bucket's name breaks, and when it does. */
interface NamingRule {
  readonly rule: string;
  isBroken(name: string): boolean;
}

/**
 * S3 User Guide, "General purpose bucket naming rules". Left out is that `amzn-s3-demo-` is reserved: AWS's own examples
 * have names that begin so.
 */
const RULES: readonly NamingRule[] = [
  { rule: 'it must have 3 to 63 characters', isBroken: ({ length }) => length < 3 || length > 63 },
  { rule: 'it consists of lower-case letters, digits, dots and hyphens', isBroken: (name) => /[^a-z0-9.-]/.test(name) },
  { rule: 'it begins and ends with a letter or a digit', isBroken: (name) => !/^[a-z0-9](.*[a-z0-9])?$/s.test(name) },
  { rule: 'it has no two dots side by side', isBroken: (name) => name.includes('..') },
  { rule: 'it must not be an IP address', isBroken: (name) => /^\d+\.\d+\.\d+\.\d+$/.test(name) },
  { rule: 'it must not begin with xn-- or sthree-', isBroken: (name) => /^(xn--|sthree-)/.test(name) },
  {
    rule: 'it must not end with -s3alias, --ol-s3, .mrap, --x-s3 or --table-s3',
    isBroken: (name) => /(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name),
  },
];

/** Fails, saying every rule that a name breaks, where no bucket can be made that is called so. */
export function checkBucketName(name: string): void {
  const broken = RULES.filter(({ isBroken }) => isBroken(name)).map(({ rule }) => rule);
  if (broken.length > 0) throw new Error(`\`${name}\` can't be the name of a bucket: ${broken.join('; ')}`);
}
