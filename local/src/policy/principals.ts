import { createHash } from 'node:crypto';
import type { PolicyDocument } from './document';

/** What every call can be signed with: signatures aren't verified. */
export const SECRET_ACCESS_KEY = 'not-verified-here';

/** Someone who makes calls: a role. A live view: who holds one sees its policies as they are now. */
export interface Principal {
  readonly arn: string;
  /** What its calls are signed with, and known by. */
  readonly accessKeyId: string;
  readonly policies: readonly PolicyDocument[];
}

/** The roles there are: ARN to access key id to policies. */
export class Principals {
  private readonly byArns = new Map<string, RegisteredPrincipal>();
  private readonly byKeys = new Map<string, RegisteredPrincipal>();

  /** Registers a role, or replaces its policies. The access key id is the same whenever the ARN is. */
  put(roleArn: string, policies: readonly PolicyDocument[]): Principal {
    const principal = this.byArns.get(roleArn) ?? new RegisteredPrincipal(roleArn);
    principal.policies = [...policies];
    this.byArns.set(roleArn, principal);
    this.byKeys.set(principal.accessKeyId, principal);
    return principal;
  }

  /** Takes a role away: who still holds it may do nothing any more. */
  remove(roleArn: string): void {
    const principal = this.byArns.get(roleArn);
    if (!principal) return;
    principal.policies = [];
    this.byArns.delete(roleArn);
    for (const [key, holder] of this.byKeys) if (holder === principal) this.byKeys.delete(key);
  }

  /** Gives a role one more key, which is the same whenever this text is. Returns the access key id; undefined when there is no such role. */
  putKey(roleArn: string, text: string): string | undefined {
    const principal = this.byArns.get(roleArn);
    if (!principal) return undefined;
    const accessKeyId = accessKeyIdFor(text);
    this.byKeys.set(accessKeyId, principal);
    return accessKeyId;
  }

  byArn(arn: string): Principal | undefined {
    return this.byArns.get(arn);
  }

  byAccessKey(id: string): Principal | undefined {
    return this.byKeys.get(id);
  }

  /** Who makes a call, as the log has it: the role's ARN; `unsigned` without an access key id, `unknown` with one of no role. */
  callerWith(accessKeyId: string | undefined): string {
    if (accessKeyId === undefined) return 'unsigned';
    return this.byAccessKey(accessKeyId)?.arn ?? 'unknown';
  }
}

class RegisteredPrincipal implements Principal {
  readonly accessKeyId: string;
  policies: readonly PolicyDocument[] = [];

  constructor(readonly arn: string) {
    this.accessKeyId = accessKeyIdFor(arn);
  }
}

/** 20 characters like a real one, and not to be taken for one. */
function accessKeyIdFor(text: string): string {
  return `LOCAL${createHash('sha256').update(text).digest('hex').slice(0, 15).toUpperCase()}`;
}
