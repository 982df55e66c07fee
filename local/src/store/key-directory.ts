import { S3Error } from './s3-error';
import type { ConditionContext } from '../policy/condition';

/** Where keys are that are named without an ARN. */
export interface KeyPlace {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** The key that S3 uses where SSE-KMS is asked for without one. S3 User Guide, "Using server-side encryption with AWS KMS keys". */
export const MANAGED_KEY = 'alias/aws/s3';

/** How the ARN of a key or of an alias is made up. Service Authorization Reference, "AWS Key Management Service", resource types. */
const KEY_ARN = /^arn:[^:]+:kms:[a-z0-9-]+:\d{12}:(key|alias)\/[\w/-]+$/;

/** The KMS keys that are known, and their aliases. A key that is named by its ARN needn't be known: apps import keys so. */
export class KeyDirectory {
  private readonly keys = new Set<string>();
  /** ARN of the alias to ARN of the key. */
  private readonly aliases = new Map<string, string>();

  constructor(private readonly place: KeyPlace) {}

  /** Makes a key known, by its id; returns its ARN. */
  addKey(id: string): string {
    const arn = this.arn(`key/${id}`);
    this.keys.add(arn);
    return arn;
  }

  removeKey(arn: string): void {
    this.keys.delete(arn);
  }

  /** Makes an alias known, as in `alias/images`; one of that name is an error. */
  addAlias(name: string, key: string): void {
    const arn = this.arn(name);
    if (this.aliases.has(arn)) throw new Error(`there is an alias \`${name}\` already`);
    this.aliases.set(arn, this.arnOf(key));
  }

  removeAlias(name: string): void {
    this.aliases.delete(this.arn(name));
  }

  /** The ARN of the key that an id, an ARN or an alias means; fails with KMS's `NotFoundException`, as S3 passes it on. */
  arnOf(name: string): string {
    const arn = name.startsWith('arn:') ? name : this.arn(name.startsWith('alias/') ? name : `key/${name}`);
    if (arn === this.managedKey) return arn;
    if (!KEY_ARN.test(arn)) throw new S3Error(400, 'KMS.NotFoundException', `Invalid keyId '${name}'`);
    const known = arn.includes(':alias/') ? this.aliases.get(arn) : this.keyIfKnown(arn, name);
    if (known === undefined) throw new S3Error(400, 'KMS.NotFoundException', `the KMS key \`${name}\` isn't known here`);
    return known;
  }

  /** The key that belongs to S3: who may use S3 may use it, with no permission on the key. */
  get managedKey(): string {
    return this.arn(MANAGED_KEY);
  }

  /** What KMS knows of a call that S3 makes in a caller's name. KMS Developer Guide, "AWS KMS condition keys". */
  conditionsOn(keyArn: string): ConditionContext {
    const aliases = [...this.aliases].flatMap(([alias, arn]) => arn === keyArn ? alias.slice(alias.indexOf(':alias/') + 1) : []);
    return {
      'kms:ResourceAliases': aliases,
      'kms:ViaService': `s3.${this.place.region}.amazonaws.com`,
      'kms:CallerAccount': this.place.account,
    };
  }

  private keyIfKnown(arn: string, name: string): string | undefined {
    return name.startsWith('arn:') || this.keys.has(arn) ? arn : undefined;
  }

  private arn(resource: string): string {
    const { partition, region, account } = this.place;
    return `arn:${partition}:kms:${region}:${account}:${resource}`;
  }
}
