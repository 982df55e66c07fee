import { isDeepStrictEqual } from 'node:util';
import type { ProviderServices } from './index';
import type { Principal } from '../../policy/principals';
import { S3Error } from '../../store/s3-error';
import { type DeclaredDeployment, declaredDeployment, type Destination } from '../bucket-deployment/declared-deployment';
import { filesOf } from '../bucket-deployment/source-files';
import { removeAll, synchronize } from '../bucket-deployment/synchronize';
import { UnplayableFunction } from '../invocation-of';
import { type ProvidedResource, type ResourceContext, ResourceFailure, type ResourceProvider } from '../resource-provider';

/** What is used of a cloud. */
type Services = Pick<ProviderServices, 'store' | 'roles' | 'functions'>;

/**
 * Custom::CDKBucketDeployment: puts the files of its sources into a bucket, as its handler would, which isn't run: it is in
 * Python and calls the AWS CLI. Its calls are made in the name of the handler's role. A file is put by one call, however large.
 */
export function bucketDeploymentProvider(services: Services): ResourceProvider<DeclaredDeployment> {
  const deploy = async (declared: DeclaredDeployment, principal: Principal, context: ResourceContext) => {
    const { store } = services;
    const files = await filesOf(declared, { store, principal, partition: context.environment.partition });
    await synchronize(store.as(principal), files, { ...declared, destination: played(declared.destination) });
    if (declared.invalidates) context.warn('no distribution of CloudFront is told to forget what it has: CloudFront isn\'t played here');
  };

  return {
    // a rollback has to know what a failed update may have got to
    alwaysTold: true,
    read: declaredDeployment,
    create: async (declared, context) => {
      const principal = callerOf(services, declared);
      const physicalId = context.newName(128);
      try {
        await deploy(declared, principal, context);
      } catch (error) {
        throw new ResourceFailure((error as Error).message, physicalId);
      }
      return { physicalId, attributes: declared.attributes };
    },
    update: async (declared, current, context) => {
      // CloudFormation wouldn't ask for it
      if (isDeepStrictEqual(withoutFolders(declared), withoutFolders(current.declared))) return current;
      const principal = callerOf(services, declared);
      if (!declared.retainOnDelete && addressOf(current.declared.destination) !== addressOf(played(declared.destination))) {
        await removeAll(services.store.as(principal), current.declared.destination);
      }
      await deploy(declared, principal, context);
      return { physicalId: current.physicalId, attributes: declared.attributes };
    },
    delete: (current) => deleteDeployed(services, current),
  };
}

/** Deletes what is under the prefix if nothing is to stay, and no deployment that there is says by the bucket's tags that it's its own. */
async function deleteDeployed(services: Services, { declared }: ProvidedResource<DeclaredDeployment>): Promise<void> {
  if (declared.retainOnDelete) return;
  const principal = callerOf(services, declared);
  const destination = played(declared.destination);
  if (!isOwned(services, principal, destination)) await removeAll(services.store.as(principal), destination);
}

function isOwned({ store }: Services, principal: Principal, { bucket, prefix }: Destination): boolean {
  try {
    store.requireOnBucket(principal, 's3:GetBucketTagging', bucket);
  } catch (error) {
    // the handler takes what it may not see for not there
    if (error instanceof S3Error) return false;
    throw error;
  }
  const tag = `aws-cdk:cr-owned${prefix === '' ? '' : `:${prefix}`}`;
  return store.ownersOf(bucket).some((owner) => owner.startsWith(tag));
}

/** The role whose permissions count. */
function callerOf({ functions, roles }: Services, { serviceToken }: DeclaredDeployment): Principal {
  const handler = functions.byArn(serviceToken);
  if (!handler) throw new Error(`there is no function ${serviceToken} in the stacks that are deployed here`);
  const { name, roleArn } = handler;
  if ('problem' in roleArn) throw new UnplayableFunction(name, roleArn.problem);
  const principal = roles.principal(roleArn.value);
  if (!principal) throw new UnplayableFunction(name, `its role ${roleArn.value} isn't in the stacks that are deployed here`);
  return principal;
}

/** A slash alone is no prefix. */
function played({ bucket, prefix }: Destination): Destination {
  return { bucket, prefix: prefix === '/' ? '' : prefix };
}

function addressOf({ bucket, prefix }: Destination): string {
  return `${bucket}/${prefix}`;
}

/** What CloudFormation compares: an asset's key has its content's hash, wherever its folder is. */
function withoutFolders({ sources, ...declared }: DeclaredDeployment) {
  return { ...declared, sources: sources.map(({ folder: _anywhere, ...source }) => source) };
}
