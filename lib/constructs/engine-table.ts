import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { TableDefinition } from '../../lambdas/shared/tables.ts';
import { acknowledge } from '../security-checks.ts';

export interface EngineTableProps {
  readonly definition: TableDefinition;
  readonly key: IKey;
  readonly deletionProtection: boolean;
  readonly removalPolicy: RemovalPolicy;
  /**
   * What it holds is worth nothing a few minutes later: it is neither restored nor protected from deletion.
   * @default false
   */
  readonly isScratch?: boolean;
}

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** A table that can be restored to any second of the last month, unless it is scratch. */
export class EngineTable extends Construct {
  readonly tableName: string;
  private readonly table: Table;
  private readonly key: IKey;
  private readonly indexArns: readonly string[];
  private readonly keys: readonly string[];

  constructor(scope: Construct, id: string, props: EngineTableProps) {
    super(scope, id);
    const { definition, key, removalPolicy, isScratch = false } = props;
    this.key = key;
    const { partitionKey, sortKey, ttl, indexes = [] } = definition;
    this.table = new Table(this, 'Table', {
      removalPolicy,
      deletionProtection: props.deletionProtection && !isScratch,
      partitionKey: text(partitionKey),
      ...(sortKey === undefined ? {} : { sortKey: text(sortKey) }),
      ...(ttl === undefined ? {} : { timeToLiveAttribute: ttl }),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      ...(isScratch ? {} : { pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true } }),
    });
    if (isScratch) acknowledge(this, 'DDB3', 'restored, it would say what was so minutes ago');
    for (const index of indexes)
      this.table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: text(index.partitionKey),
        sortKey: text(index.sortKey),
        projectionType: ProjectionType.KEYS_ONLY,
      });
    this.tableName = this.table.tableName;
    this.keys = [partitionKey, ...(sortKey === undefined ? [] : [sortKey])];
    this.indexArns = indexes.map(({ name }) => `${this.table.tableArn}/index/${name}`);
  }

  /** One item by its key. */
  grantFind(grantee: IGrantable): void {
    this.grantRead(grantee, 'dynamodb:GetItem');
  }

  /** The items of one partition of the table. */
  grantQuery(grantee: IGrantable): void {
    this.grantRead(grantee, 'dynamodb:Query');
  }

  /** Those of one partition of an index. */
  grantQueryIndexes(grantee: IGrantable): void {
    Grant.addToPrincipal({ grantee, actions: ['dynamodb:Query'], resourceArns: [...this.indexArns] });
    this.key.grantDecrypt(grantee);
  }

  /** Every item. */
  grantScan(grantee: IGrantable): void {
    this.grantRead(grantee, 'dynamodb:Scan');
  }

  /** Storing an item; nobody may delete one. */
  grantStore(grantee: IGrantable): void {
    this.allow(grantee, 'dynamodb:PutItem');
    this.key.grantEncryptDecrypt(grantee);
  }

  /** Storing the items of one partition, and of no other. */
  grantStoreIn(grantee: IGrantable, partition: string): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['dynamodb:PutItem'],
        resources: [this.table.tableArn],
        conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [partition] } },
      }),
    );
    this.key.grantEncryptDecrypt(grantee);
  }

  /** Changing one attribute of an item; without the rest of it none can be made that is of any use. */
  grantChange(grantee: IGrantable, attribute: string): void {
    const attributes = [...this.keys, attribute];
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['dynamodb:UpdateItem'],
        resources: [this.table.tableArn],
        conditions: {
          'ForAllValues:StringEquals': { 'dynamodb:Attributes': attributes },
          // Otherwise the whole item could be asked for.
          StringEqualsIfExists: { 'dynamodb:ReturnValues': ['NONE', 'UPDATED_OLD', 'UPDATED_NEW'] },
        },
      }),
    );
    this.key.grantEncryptDecrypt(grantee);
  }

  private grantRead(grantee: IGrantable, action: string): void {
    this.allow(grantee, action);
    this.key.grantDecrypt(grantee);
  }

  /** Not `Table.grant`, which names the indexes by a wildcard and for every action. */
  private allow(grantee: IGrantable, action: string): void {
    Grant.addToPrincipal({ grantee, actions: [action], resourceArns: [this.table.tableArn] });
  }
}
