import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { TableDefinition } from '../../lambdas/shared/tables.ts';

export interface EngineTableProps {
  readonly definition: TableDefinition;
  readonly key: IKey;
  readonly deletionProtection: boolean;
  readonly removalPolicy: RemovalPolicy;
}

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** A table that can be restored to any second of the last month. */
export class EngineTable extends Construct {
  readonly tableName: string;
  private readonly table: Table;
  private readonly key: IKey;
  private readonly indexArns: readonly string[];

  constructor(scope: Construct, id: string, { definition, key, ...lifetime }: EngineTableProps) {
    super(scope, id);
    this.key = key;
    const { partitionKey, sortKey, ttl, indexes = [] } = definition;
    this.table = new Table(this, 'Table', {
      ...lifetime,
      partitionKey: text(partitionKey),
      ...(sortKey === undefined ? {} : { sortKey: text(sortKey) }),
      ...(ttl === undefined ? {} : { timeToLiveAttribute: ttl }),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    });
    for (const index of indexes)
      this.table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: text(index.partitionKey),
        sortKey: text(index.sortKey),
      });
    this.tableName = this.table.tableName;
    this.indexArns = indexes.map(({ name }) => `${this.table.tableArn}/index/${name}`);
  }

  /** One item by its key. */
  grantFind(grantee: IGrantable): void {
    this.grantRead(grantee, 'dynamodb:GetItem');
  }

  /** The items of one partition, of the table or of an index. */
  grantQuery(grantee: IGrantable): void {
    this.grantRead(grantee, 'dynamodb:Query');
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

  private grantRead(grantee: IGrantable, action: string): void {
    this.allow(grantee, action);
    this.key.grantDecrypt(grantee);
  }

  /** Not `Table.grant`, which names the indexes by a wildcard and for every action. */
  private allow(grantee: IGrantable, action: string): void {
    const resourceArns = [this.table.tableArn, ...(action === 'dynamodb:Query' ? this.indexArns : [])];
    Grant.addToPrincipal({ grantee, actions: [action], resourceArns });
  }
}
