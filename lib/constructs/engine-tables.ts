import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { TABLES } from '../../lambdas/shared/tables.ts';
import { EngineTable } from './engine-table.ts';

export interface EngineTablesProps {
  readonly key: IKey;
  readonly deletionProtection: boolean;
  readonly removalPolicy: RemovalPolicy;
}

/** The engine's tables, one per purpose so that each Lambda gets the least. */
export class EngineTables extends Construct {
  readonly catalogue: EngineTable;
  readonly statuses: EngineTable;
  readonly executions: EngineTable;
  readonly pdas: EngineTable;
  readonly slots: EngineTable;
  readonly registrations: EngineTable;

  constructor(scope: Construct, id: string, props: EngineTablesProps) {
    super(scope, id);
    this.catalogue = new EngineTable(this, 'Catalogue', { ...props, definition: TABLES.catalogue });
    this.statuses = new EngineTable(this, 'Statuses', { ...props, definition: TABLES.statuses });
    this.executions = new EngineTable(this, 'Executions', { ...props, definition: TABLES.executions });
    this.pdas = new EngineTable(this, 'Pdas', { ...props, definition: TABLES.pdas });
    this.slots = new EngineTable(this, 'Slots', {
      ...{ ...props, definition: TABLES.slots, isScratch: true },
    });
    this.registrations = new EngineTable(this, 'Registrations', {
      ...{ ...props, definition: TABLES.registrations },
    });
  }
}
