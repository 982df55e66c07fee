import { jobResource, newJob, newStack, resourcesOf } from './fixture';

/** What a resource waits for, through all that these wait for. */
function waitsFor(stack: ReturnType<typeof newStack>, id: string): Set<string> {
  const resources = { ...resourcesOf(stack, 'AWS::IAM::Policy'), ...resourcesOf(stack, 'AWS::Lambda::Function'), ...resourcesOf(stack, 'AWS::IAM::Role') };
  const found = new Set<string>();
  const visit = (resource: string) => {
    const text = JSON.stringify(resources[resource] ?? {});
    const named = [...text.matchAll(/"(?:Ref|Fn::GetAtt)":\[?"([^"]+)"/g)].map(([, name]) => name);
    [...named, ...resources[resource]?.DependsOn ?? []].filter((name) => !found.has(name)).forEach((name) => {
      found.add(name);
      visit(name);
    });
  };
  visit(id);
  return found;
}

test('the handler may invoke itself, by a policy that every job waits for and the function does not', () => {
  const stack = newStack();
  newJob(stack);

  const [[id, policy], ...others] = Object.entries(resourcesOf(stack, 'AWS::IAM::Policy')).filter(([name]) => name.includes('SelfInvocation'));
  const [functionId] = Object.keys(resourcesOf(stack, 'AWS::Lambda::Function'));
  expect(others).toEqual([]);
  expect(policy.Properties.PolicyDocument.Statement).toEqual([
    { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: { 'Fn::GetAtt': [functionId, 'Arn'] } },
  ]);
  expect(jobResource(stack).DependsOn).toContain(id);
  expect(waitsFor(stack, functionId)).not.toContain(id);
});
