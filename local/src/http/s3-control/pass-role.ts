import { authorize } from '../../policy/authorize';
import type { Principal } from '../../policy/principals';
import type { Choices } from '../../unknowns';

/** Who the role is passed to. S3 User Guide, "Granting permissions for Batch Operations". */
const SERVICE = 'batchoperations.s3.amazonaws.com';

/**
 * Whether a caller may let S3 act in a role's name. Which service the check names isn't known, and looked at only where a
 * policy asks for it.
 */
export function mayPassRole(caller: Principal, roleArn: string, choices: Pick<Choices, 'passedToService'>): boolean {
  const [unsaid, said] = [undefined, SERVICE].map((service) => authorize(caller, 'iam:PassRole', roleArn, { 'iam:PassedToService': service }));
  const answer = unsaid === said || choices.passedToService === 'not sent' ? unsaid : said;
  return answer === 'allowed';
}
