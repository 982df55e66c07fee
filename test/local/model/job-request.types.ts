/**
 * The engine's request and the constructs' contract are types of their own, since neither package may import the other.
 * This file compiles only as long as the engine runs nothing that the constructs can't declare.
 */
import type * as engine from '../../../local/src/model/job-request';
import type * as contract from '../../../src/private/contract';

type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;
type Within<Part, Whole> = [Part] extends [Whole] ? true : false;
type Generator<Request extends { readonly S3JobManifestGenerator: object }> = keyof Request['S3JobManifestGenerator'];
type Spec<Request extends { readonly Spec: object }> = keyof Request['Spec'];
type Constraint<Filter extends { readonly KeyNameConstraint?: object }> = keyof NonNullable<Filter['KeyNameConstraint']>;

export const sameNames: {
  readonly operations: Within<engine.OperationName, contract.OperationName>;
  readonly request: Same<keyof contract.JobRequest, keyof engine.JobRequest>;
  readonly report: Same<contract.ReportRequest, engine.ReportRequest>;
  readonly spec: Same<Spec<contract.ManifestRequest>, Spec<engine.ManifestRequest>>;
  readonly location: Same<keyof contract.ManifestLocation, keyof engine.ManifestRequest['Location']>;
  readonly field: Same<contract.ManifestField, engine.ManifestField>;
  readonly generator: Within<Generator<engine.ManifestGeneratorRequest>, Generator<contract.ManifestGeneratorRequest>>;
  readonly filter: Within<keyof engine.ManifestFilterRequest, keyof contract.ManifestFilterRequest>;
  readonly constraint: Within<Constraint<engine.ManifestFilterRequest>, Constraint<contract.ManifestFilterRequest>>;
} = {
  operations: true, request: true, report: true, spec: true, location: true, field: true, generator: true, filter: true, constraint: true,
};
