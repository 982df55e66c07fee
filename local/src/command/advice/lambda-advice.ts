import { type AdviceTable, always, saying } from './advice-table';
import { BYTES, UNPLAYED } from './unplayed-advice';

const LOGS = 'the function\'s log lines are among the progress';
const ANSWER = 'Return { invocationSchemaVersion, invocationId, treatMissingKeysAs, results: [{ taskId, resultCode, resultString }] }';

/** Lambda's words for a function that threw, before what it threw says something. */
const threw = (text: string) => new RegExp(`^Lambda returned function error: .*(${text})`, 's');

/** Whether it threw that, or said it of an object. */
const UNPLAYED_CALL = saying(
  /"errorType":"(NotImplemented|LocalEngineError)"|not implemented here: |nothing here answers |isn't answered here/,
  'The function made a call that an account may answer, and the local run can\'t.', `Try it in an account; ${UNPLAYED}.`,
);

/** What the ends of a function's tasks mean. S3 User Guide, "Invoke AWS Lambda function"; Lambda API reference, "Invoke". */
export const LAMBDA_ADVICE: AdviceTable = {
  PermanentFailure: [
    UNPLAYED_CALL,
    saying(
      threw('Runtime\\.ExitError.*(the end of the connection to|an empty answer of) http'), 'The function runs elsewhere (--lambda-endpoint), and no answer came from there.',
      'See what listens at that URL and what it logs: it must be Lambda\'s Invoke API.',
    ),
    saying(
      threw('not authorized to perform: s3:ListBucket'), 'The function threw: there is no such object, and a role that may not list the bucket isn\'t told so.',
      'See that the manifest names objects that are there, and that the function decodes its keys.',
    ),
    saying(threw('not authorized to perform'), 'The function threw: its role may not make a call.', 'Let the function\'s role make it: see the denied calls below for the action and the resource.'),
    saying(threw('Task timed out|Sandbox\\.Timedout'), 'The function ran longer than its timeout.', 'Give it a longer `timeout`, 15 minutes at most.'),
    saying(threw('Runtime\\.(ImportModuleError|HandlerNotFound|UserCodeSyntaxError)'), 'The function couldn\'t be loaded.', 'See that its code is bundled with what it needs, and that `handler` names what it exports.'),
    saying(threw(''), 'The function threw, which fails the task for good.', `Correct the function; ${LOGS}. It should throw only where a whole invocation is lost, and answer each task otherwise.`),
    saying(/^Invalid JSON returned/, 'The function answered something that isn\'t the JSON which S3 wants.', `${ANSWER}; where it runs elsewhere, see that --lambda-endpoint leads to Lambda's Invoke API.`),
    saying(/^the answer's invocationSchemaVersion/, 'The function answered with another schema than it was invoked with.', 'Return the event\'s own `invocationSchemaVersion`.'),
    saying(/^the answer has no result|^the resultCode must be/, 'The function left the task out of its results, or gave it a code that there isn\'t.', 'Return a result with the task\'s `taskId` and one of Succeeded, TemporaryFailure and PermanentFailure.'),
    saying(/^error details: .*"errorCode": "404"/s, 'There is no such object to compute a checksum of.', 'Make the manifest anew.'),
    saying(/^error details: .*"errorCode": "403"/s, 'The job\'s role may not read the object, or not use its KMS key.', 'Allow it: see the denied calls below.'),
    saying(/^error details: .*"errorCode": "501"/s, 'The local run can\'t read the object; S3 has no such failure.', BYTES),
    saying(/^error details: .*"errorCode": "\d+"/s, 'The checksum couldn\'t be computed.', 'See what the message says, and leave such objects out.'),
    saying(/not authorized to perform/, 'The function said of the object that a call wasn\'t allowed (PermanentFailure).', `Let whose role the message names make it: see the denied calls below; ${LOGS}.`),
    always('The function said so of the object (PermanentFailure).', `See why in its own message; ${LOGS}.`),
  ],
  TemporaryFailure: [
    UNPLAYED_CALL,
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
