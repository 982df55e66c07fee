/** The type of the jobs of this project's constructs. */
export const JOB_TYPE = 'Custom::S3BatchJob';
export const BUCKET_TYPE = 'AWS::S3::Bucket';
export const FUNCTION_TYPE = 'AWS::Lambda::Function';
export const STACK_TYPE = 'AWS::CloudFormation::Stack';
