import { CfnResource } from 'aws-cdk-lib';

/** The type of the custom resource that a job is. */
export const JOB_TYPE = 'Custom::S3BatchJob';

/** The custom resource that a job is. It notes whether anybody was told how to refer to it: what nothing refers to is in no circle by that. */
export class JobResource extends CfnResource {
  /** Whether something may refer to it. */
  public isReferable = false;

  public override get ref(): string {
    this.isReferable = true;
    return super.ref;
  }

  public override getAtt(...args: Parameters<CfnResource['getAtt']>): ReturnType<CfnResource['getAtt']> {
    this.isReferable = true;
    return super.getAtt(...args);
  }
}
