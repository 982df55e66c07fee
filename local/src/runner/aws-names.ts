/** The domains of AWS's endpoints. AWS General Reference, "AWS service endpoints", with those of dual-stack and China. */
const DOMAINS = /(^|\.)(amazonaws\.com(\.cn)?|amazonwebservices\.com\.cn|api\.aws)$/i;

/** Whether a host name is one of AWS. */
export function isAwsName(hostname: string): boolean {
  return DOMAINS.test(hostname);
}
