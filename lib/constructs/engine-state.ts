import type { IKey } from 'aws-cdk-lib/aws-kms';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { StageConfig } from '../config/stage-config.ts';
import { Alerts } from './alerts.ts';
import { CustomerKey } from './customer-key.ts';
import { EngineBoundary } from './engine-boundary.ts';
import { EngineSecret } from './engine-secret.ts';
import { EngineTables } from './engine-tables.ts';
import { PdaTokensKey } from './pda-tokens-key.ts';
import { TableAlarms } from './table-alarms.ts';

/** Everything that must outlive the engine's code, and where its alarms go. */
export class EngineState extends Construct {
  /** Begins the names of everything that is called by its name. */
  readonly namePrefix: string;
  readonly key: IKey;
  readonly tables: EngineTables;
  /** Of the groups' pseudonyms; losing it gives queues, logs and events others. */
  readonly engineKey: EngineSecret;
  /** Of the PDAs' stored tokens; losing it loses those. */
  readonly pdaTokensKey: PdaTokensKey;
  /** Of the tenants' pseudonyms, for the executor alone; losing it gives every function a fresh start. */
  readonly tenantKey: EngineSecret;
  readonly alerts: Alerts;
  /** Days for which logs are kept. */
  readonly logRetentionDays: number;
  /** Bounds every role of the engine. */
  readonly boundary: EngineBoundary;

  constructor(scope: Construct, id: string, config: StageConfig) {
    super(scope, id);
    const { namePrefix, alarmEmail, production, runbookUrl } = config;
    this.namePrefix = namePrefix;
    this.logRetentionDays = config.logRetentionDays;
    const removalPolicy = production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const { key } = new CustomerKey(this, 'CustomerKey', { alias: `alias/${namePrefix}`, removalPolicy });
    this.key = key;
    this.tables = new EngineTables(this, 'Tables', { key, removalPolicy, deletionProtection: production });
    this.engineKey = new EngineSecret(this, 'EngineKey', {
      description: 'Key of pseudonyms in queues, logs and events',
      key,
      removalPolicy,
    });
    this.tenantKey = new EngineSecret(this, 'TenantKey', {
      description: 'Key of the pseudonyms that functions see',
      key,
      removalPolicy,
    });
    this.pdaTokensKey = new PdaTokensKey(this, 'PdaTokensKey', {
      alias: `alias/${namePrefix}-pda-tokens`,
      removalPolicy,
    });
    this.boundary = new EngineBoundary(this, 'EngineBoundary', namePrefix);
    this.alerts = new Alerts(this, 'Alerts', { key, namePrefix, runbookUrl, email: alarmEmail });
    new TableAlarms(this, 'TableAlarms', { tables: this.tables, alerts: this.alerts });
  }
}
