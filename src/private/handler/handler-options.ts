import { RemovalPolicy, Token } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { BatchJobHandlerOptions } from '../../batch-job-handler-options';
import { fullKeyProblems } from '../bucket/encryption-keys';
import { show, unknownOptionProblems, type KnownOptions } from '../checks';

const OPTIONS: KnownOptions<BatchJobHandlerOptions> = {
  vpc: true, vpcSubnets: true, securityGroups: true, logRetention: true, logEncryptionKey: true, logRemovalPolicy: true,
};

const REMOVAL_POLICIES = [RemovalPolicy.DESTROY, RemovalPolicy.RETAIN, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE];

/** What is wrong with the options of a handler. */
export function handlerOptionProblems(options: BatchJobHandlerOptions): string[] {
  const { logRetention, logEncryptionKey, logRemovalPolicy } = options;
  return [
    ...unknownOptionProblems('options', options, OPTIONS),
    ...vpcProblems(options),
    ...(logRetention === undefined || isRetention(logRetention)
      ? []
      : [`\`options.logRetention\` must be one of RetentionDays, as in RetentionDays.ONE_YEAR, got: ${show(logRetention)}`]),
    ...(logEncryptionKey === undefined ? [] : fullKeyProblems('options.logEncryptionKey', logEncryptionKey)),
    ...(logRemovalPolicy === undefined || REMOVAL_POLICIES.includes(logRemovalPolicy)
      ? []
      : [`\`options.logRemovalPolicy\` must be DESTROY or RETAIN; a log has no snapshot, got: ${show(logRemovalPolicy)}`]),
  ];
}

function isRetention(value: unknown): boolean {
  return Token.isUnresolved(value) || (typeof value === 'number' && logs.RetentionDays[value] !== undefined);
}

function vpcProblems({ vpc, vpcSubnets, securityGroups }: BatchJobHandlerOptions): string[] {
  const needVpc = Object.entries({ vpcSubnets, securityGroups }).filter(([, value]) => vpc === undefined && value !== undefined);
  const isVpc = vpc === undefined || (vpc as Partial<BatchJobHandlerOptions['vpc']> | null)?.vpcId !== undefined;
  return [
    ...(isVpc ? [] : [`\`options.vpc\` must be a VPC; use Vpc.fromLookup for one that exists already, got: ${show(vpc)}`]),
    ...needVpc.map(([name]) => `\`options.${name}\` needs \`options.vpc\`; give the VPC too, or leave it out`),
    ...(securityGroups === undefined || (Array.isArray(securityGroups) && securityGroups.length > 0)
      ? []
      : [`\`options.securityGroups\` must have at least one security group or be left out, got: ${show(securityGroups)}`]),
  ];
}

/** Whether options say anything at all. */
export function saysSomething(options: BatchJobHandlerOptions): boolean {
  return Object.values(options).some((value) => value !== undefined);
}
