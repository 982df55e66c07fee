import { CelEngine, TemplateFile, type StandardDiagnostic } from '@aws/cloudformation-validate';
import { App, type Stack } from 'aws-cdk-lib';

/** A resource of a template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties: { [name: string]: unknown };
}

/** A synthesized stack, and where its template lies. */
export interface Synthesized {
  readonly file: string;
  readonly template: { readonly Resources: { readonly [logicalId: string]: TemplateResource } };
}

/** The stack that `add` puts into an app, with all that the CDK's command adds to templates. */
export function synthesize(add: (app: App) => Stack): Synthesized {
  const app = new App({
    analyticsReporting: true,
    context: { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true },
  });
  const { artifactId } = add(app);
  const { templateFullPath: file, template } = app.synth().getStackArtifact(artifactId);
  return { file, template };
}

/** CloudFormation's schemas and the rules of cfn-lint, in WebAssembly's memory until they are freed. */
export class TemplateValidator {
  private readonly engine = new CelEngine();

  /** What is wrong with a template, and what may be: warnings and worse. */
  public diagnosticsOf(file: string): StandardDiagnostic[] {
    return this.engine.validateStandard(new TemplateFile(file), { severityLevel: 'WARN' }).diagnostics;
  }

  public free(): void {
    this.engine.free();
  }
}
