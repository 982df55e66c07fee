import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The module `cfn-response`, which Lambda brings along to code that is a text in the template. It has nothing of this process, as
 * the code has. CloudFormation User Guide, "`cfn-response` module".
 */
const CODE = `
const { request: overHttp } = require('node:http');
const { request: overHttps } = require('node:https');

exports.SUCCESS = 'SUCCESS';
exports.FAILED = 'FAILED';

exports.send = (event, context, responseStatus, responseData, physicalResourceId, noEcho) => {
  const logStream = context.logStreamName ?? process.env.AWS_LAMBDA_LOG_STREAM_NAME;
  const body = JSON.stringify({
    Status: responseStatus,
    Reason: 'See the details in CloudWatch Log Stream: ' + logStream,
    PhysicalResourceId: physicalResourceId || logStream,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    NoEcho: noEcho || false,
    Data: responseData,
  });
  const url = new URL(event.ResponseURL);
  const request = url.protocol === 'http:' ? overHttp : overHttps;
  // a connection that is kept would keep the function from its end
  const options = { method: 'PUT', agent: false, headers: { 'content-type': '', 'content-length': Buffer.byteLength(body) } };
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      console.log('cfn-response: answered with the status ' + response.statusCode);
      response.resume();
      response.once('end', resolve);
    });
    sent.once('error', reject);
    sent.end(body);
  });
};
`;

/** Puts the module where the code of a folder finds it. */
export function bringCfnResponse(codeFolder: string): void {
  const folder = join(codeFolder, 'node_modules', 'cfn-response');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.js'), CODE);
}
