import { textProblems, requiredTextProblems } from './private/checks';
import { GRANTEE_LENGTH } from './private/limits';
import type { GranteeRequest } from './private/operation/access-control-grants';

/**
 * Somebody whom an access control list lets in.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee
 */
export class Grantee {
  /**
   * An AWS account.
   *
   * @param id the account's canonical user id: 1 to 1024 characters
   * @param displayName the account's name, as S3 shows it: 1 to 1024 characters, none if left out
   */
  public static canonicalUser(id: string, displayName?: string): Grantee {
    return new Grantee({ TypeIdentifier: 'id', Identifier: id, DisplayName: displayName });
  }

  /**
   * The AWS account that has an email address. Since October 2025 S3 takes no such grant any more, and the tasks fail: give
   * the account's canonical user id instead.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
   * @param address 1 to 1024 characters
   */
  public static email(address: string): Grantee {
    return new Grantee({ TypeIdentifier: 'emailAddress', Identifier: address });
  }

  /**
   * One of the groups that S3 defines, such as `http://acs.amazonaws.com/groups/global/AllUsers`.
   *
   * @param uri the group's URI: 1 to 1024 characters
   */
  public static group(uri: string): Grantee {
    return new Grantee({ TypeIdentifier: 'uri', Identifier: uri });
  }

  private constructor(private readonly request: GranteeRequest) {}

  /**
   * Why S3 would refuse the grantee.
   *
   * @internal
   */
  public _problems(path: string): string[] {
    return [
      ...requiredTextProblems(`${path}.${this.request.TypeIdentifier}`, this.request.Identifier, GRANTEE_LENGTH),
      ...textProblems(`${path}.displayName`, this.request.DisplayName, GRANTEE_LENGTH),
    ];
  }

  /**
   * The grantee as the API spells it.
   *
   * @internal
   */
  public _request(): GranteeRequest {
    return this.request;
  }
}
