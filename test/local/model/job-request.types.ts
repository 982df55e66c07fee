/**
 * The engine's request and the constructs' contract are types of their own, since neither package may import the other.
 * This file compiles only as long as both know the same operations and the same members.
 */
import type * as engine from '../../../local/src/model/job-request';
import type * as contract from '../../../src/private/contract';

type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;
type Generator<Request extends { readonly S3JobManifestGenerator: object }> = keyof Request['S3JobManifestGenerator'];
type Spec<Request extends { readonly Spec: object }> = keyof Request['Spec'];
type Location<Request extends { readonly Location: object }> = keyof Request['Location'];
type Constraint<Filter extends { readonly KeyNameConstraint?: object }> = keyof NonNullable<Filter['KeyNameConstraint']>;

export const sameNames: {
  readonly operations: Same<contract.OperationName, engine.OperationName>;
  readonly request: Same<keyof contract.JobRequest, keyof engine.JobRequest>;
  readonly report: Same<contract.ReportRequest, engine.ReportRequest>;
  readonly spec: Same<Spec<contract.ManifestRequest>, Spec<engine.ManifestRequest>>;
  readonly location: Same<Location<contract.ManifestRequest>, Location<engine.ManifestRequest>>;
  readonly field: Same<contract.ManifestField, engine.ManifestField>;
  readonly generator: Same<Generator<contract.ManifestGeneratorRequest>, Generator<engine.ManifestGeneratorRequest>>;
  readonly filter: Same<keyof contract.ManifestFilterRequest, keyof engine.ManifestFilterRequest>;
  readonly constraint: Same<Constraint<contract.ManifestFilterRequest>, Constraint<engine.ManifestFilterRequest>>;
} = {
  operations: true, request: true, report: true, spec: true, location: true, field: true, generator: true, filter: true, constraint: true,
};
