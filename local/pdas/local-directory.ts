import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { AesTokenCipher } from '../../adapters/crypto/aes-token-cipher.ts';
import type { EngineKeys } from '../../adapters/crypto/derive-keys.ts';
import { DynamoPdaDirectory } from '../../adapters/dynamodb/pda-directory.ts';
import type { Clock, PdaRegister } from '../../core/ports.ts';
import type { TABLES } from '../../lambdas/shared/tables.ts';

/** The registered PDAs of one machine: their tokens are sealed with a key of its key file, and they may be nearby. */
export function localDirectory(
  client: DynamoDBDocumentClient,
  { tokens }: Pick<EngineKeys, 'tokens'>,
  now: Clock,
): PdaRegister {
  const table = 'pdas' satisfies keyof typeof TABLES;
  return new DynamoPdaDirectory(client, { table, cipher: new AesTokenCipher(tokens), nearby: true, now });
}
