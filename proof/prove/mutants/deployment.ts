import { type App, CfnResource, type Stack } from 'aws-cdk-lib/core';

/** An app with all its stacks, made and not yet synthesised, to change something in. */
export class Deployment {
  private readonly app: App;

  constructor(app: App) {
    this.app = app;
  }

  stack(name: string): Stack {
    return this.app.node.findChild(name) as Stack;
  }

  get network(): Stack {
    return this.stack('She-Network');
  }

  get functions(): Stack {
    return this.stack('She-Functions-000');
  }

  get vpcId(): string {
    return this.only('AWS::EC2::VPC').ref;
  }

  /** The ids of the sealed subnets. */
  get subnetIds(): string[] {
    return this.all('AWS::EC2::Subnet').map(({ ref }) => ref);
  }

  /** One Lambda of the sample function. */
  lambda(call: 'process' | 'bundle' | 'configuration'): CfnResource {
    return this.only('AWS::Lambda::Function', `She-Functions-000/sample/${call}`);
  }

  /** @throws Error unless exactly one resource has the type and a path with `part` in it */
  only(type: string, part = ''): CfnResource {
    const [first, ...others] = this.all(type, part);
    if (!first || others.length > 0) throw new Error(`There is not exactly one ${type} at ${part}.`);
    return first;
  }

  all(type: string, part = ''): readonly CfnResource[] {
    return this.app.node
      .findAll()
      .filter((one): one is CfnResource => CfnResource.isCfnResource(one))
      .filter(({ cfnResourceType, node }) => cfnResourceType === type && node.path.includes(part));
  }

  /** Sets a property of the only resource of a type, whatever CDK thinks of it. */
  set(type: string, path: string, value: unknown, part = ''): void {
    this.only(type, part).addPropertyOverride(path, value);
  }

  remove(type: string, part = ''): void {
    const { node } = this.only(type, part);
    node.scope?.node.tryRemoveChild(node.id);
  }

  /** Adds a resource to a stack, of a type that CDK need not know. */
  add(stack: Stack, type: string, properties: Readonly<Record<string, unknown>> = {}): CfnResource {
    return new CfnResource(stack, `Mutant${type.replaceAll(':', '')}`, { type, properties });
  }
}
