import { type AdviceTable, always, saying } from './advice-table';

const LOGS = 'the function\'s log lines are among the progress';

/** What the ends of a function's tasks mean. S3 User Guide, "Invoke AWS Lambda function"; Lambda API reference, "Invoke". */
export const LAMBDA_ADVICE: AdviceTable = {
  PermanentFailure: [
    saying(
      /not authorized to perform: s3:ListBucket/, 'The function threw: there is no such object, and a role that may not list the bucket isn\'t told so.',
      'See that the manifest names objects that are there, and that the function decodes its keys.',
    ),
    saying(/not authorized to perform/, 'The function threw: its role may not make a call.', 'Let the function\'s role make it: see the denied calls below for the action and the resource.'),
    saying(/^Lambda returned function error: .*(Task timed out|Sandbox\.Timedout)/s, 'The function ran longer than its timeout.', 'Give it a longer `timeout`, 15 minutes at most.'),
    saying(/^Lambda returned function error: .*(Runtime\.(ImportModuleError|HandlerNotFound|UserCodeSyntaxError))/s, 'The function couldn\'t be loaded.', 'See that its code is bundled with what it needs, and that `handler` names what it exports.'),
    saying(/^Lambda returned function error: /, 'The function threw, which fails the task for good.', `Correct the function; ${LOGS}. It should throw only where a whole invocation is lost, and answer each task otherwise.`),
    saying(/^Invalid JSON returned/, 'The function answered something that isn\'t the JSON which S3 wants.', 'Return { invocationSchemaVersion, invocationId, treatMissingKeysAs, results: [{ taskId, resultCode, resultString }] }.'),
    saying(/^the answer's invocationSchemaVersion/, 'The function answered with another schema than it was invoked with.', 'Return the event\'s own `invocationSchemaVersion`.'),
    saying(/^the answer has no result|^the resultCode must be/, 'The function left the task out of its results, or gave it a code that there isn\'t.', 'Return a result with the task\'s `taskId` and one of Succeeded, TemporaryFailure and PermanentFailure.'),
    saying(/"errorCode": "404"/, 'There is no such object to compute a checksum of.', 'Make the manifest anew.'),
    saying(/"errorCode": "403"/, 'The job\'s role may not read the object, or not use its KMS key.', 'Allow it: see the denied calls below.'),
    saying(/"errorCode": "\d+"/, 'The checksum couldn\'t be computed.', 'See what the message says, and leave such objects out.'),
    always('The function said so of the object (PermanentFailure).', `See why in its own message; ${LOGS}.`),
  ],
  TemporaryFailure: [
    saying(/^the answer's invocationSchemaVersion/, 'The function answered with another schema than it was invoked with.', 'Return the event\'s own `invocationSchemaVersion`.'),
    saying(/^the answer has no result|^the resultCode must be/, 'The function left the task out of its results, or gave it a code that there isn\'t.', 'Return a result with the task\'s `taskId` and one of Succeeded, TemporaryFailure and PermanentFailure.'),
    always('The function said so of the object (TemporaryFailure), each time that it was asked again.', `See why in its own message; ${LOGS}.`),
  ],
  TooManyRequestsException: [always('Lambda ran as much of the function as may run at a time.', 'Give it more reserved concurrency, or none reserved.')],
  ResourceNotFoundException: [
    saying(/not reachable in this region/, 'The function is in another Region than the job.', 'Deploy the function in the job\'s Region.'),
    always('There is no such function.', 'See that the stack makes it before the job, and that the job names its own version or alias.'),
  ],
};
