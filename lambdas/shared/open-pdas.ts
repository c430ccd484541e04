import type { KMSClient } from '@aws-sdk/client-kms';
import { EnvelopeTokenCipher } from '../../adapters/crypto/envelope-token-cipher.ts';
import { DynamoDataKeyShelf } from '../../adapters/dynamodb/data-key-shelf.ts';
import { DynamoPdaDirectory } from '../../adapters/dynamodb/pda-directory.ts';
import { KmsDataKeys } from '../../adapters/kms/kms-data-keys.ts';
import type { Clock, PdaRegister } from '../../core/ports.ts';
import type { Clients } from './clients.ts';

export interface PdasOnAws {
  readonly dynamo: Clients['dynamo'];
  readonly kms: KMSClient;
  readonly table: string;
  /** ARN of the key above the tokens' keys. */
  readonly keyId: string;
  readonly now: Clock;
  /** As `PdaDirectoryOptions` has it. */
  readonly nearby: boolean;
}

/** The PDAs that are registered with an engine on AWS, as its Lambdas and its operators open them. */
export function openPdas({ dynamo, kms, table, keyId, now, nearby }: PdasOnAws): PdaRegister {
  const shelf = new DynamoDataKeyShelf(dynamo, table, now);
  const cipher = new EnvelopeTokenCipher(new KmsDataKeys(kms, { keyId, shelf, now }));
  return new DynamoPdaDirectory(dynamo, { table, cipher, nearby, now });
}
