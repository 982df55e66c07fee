import { App, Aspects, CfnResource, type Stack } from 'aws-cdk-lib';
import { AnnotationLogger, AwsSolutionsChecks, type NagLoggerErrorData, type NagLoggerNonComplianceData } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { BatchJob } from '../../src';

/** Something that an auditor objects to. */
export interface Finding {
  readonly rule: string;
  /** What of the resource it is about, in `[]` behind the rule where cdk-nag shows it: `Resource::*`. Empty if the rule looks at the whole. */
  readonly about: string;
  /** The resource. */
  readonly path: string;
  readonly type: string;
  /** Which construct of this library made the resource; undefined: none. */
  readonly maker?: Maker;
}

/** The handler of a stack, with the policies beside it, and a job with its role. */
export type Maker = 'handler' | 'job';

/** Writes down what isn't suppressed, rules that fail to judge included. */
class Recorder extends AnnotationLogger {
  public readonly findings: Finding[] = [];

  public override onNonCompliance({ ruleId, findingId, resource }: NagLoggerNonComplianceData): void {
    this.record(ruleId, findingId, resource);
  }

  public override onError({ ruleId, errorMessage, resource }: NagLoggerErrorData): void {
    this.record('CdkNagValidationFailure', `${ruleId}: ${errorMessage}`, resource);
  }

  private record(rule: string, about: string, resource: CfnResource): void {
    this.findings.push({ rule, about, path: resource.node.path, type: resource.cfnResourceType, maker: makerOf(resource) });
  }
}

/** What AwsSolutions finds in a stack that `add` puts into an app. */
export function audit(add: (app: App) => Stack): Finding[] {
  const app = new App({ analyticsReporting: false });
  add(app);
  const recorder = new Recorder();
  Aspects.of(app).add(new AwsSolutionsChecks({ reports: false, additionalLoggers: [recorder] }));
  app.synth();
  return recorder.findings;
}

function makerOf(resource: CfnResource): Maker | undefined {
  const scopes: IConstruct[] = resource.node.scopes;
  if (scopes.some(({ node }) => node.id === 'S3BatchJobHandler' || node.id === 'S3BatchJobHandlerPolicies')) {
    return 'handler';
  }
  return scopes.some((scope) => scope instanceof BatchJob) ? 'job' : undefined;
}
