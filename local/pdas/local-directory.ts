import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AesTokenCipher } from '../../adapters/crypto/aes-token-cipher.ts';
import { DynamoPdaDirectory } from '../../adapters/dynamodb/pda-directory.ts';
import type { Clock, PdaRegister } from '../../core/ports.ts';
import type { TABLES } from '../../lambdas/shared/tables.ts';

/** The registered PDAs of one machine: their tokens are sealed with a key of its key file, and they may be nearby. */
export function localDirectory(
  client: DynamoDBDocumentClient,
  cipher: AesTokenCipher,
  now: Clock,
): PdaRegister {
  const table = 'pdas' satisfies keyof typeof TABLES;
  return new DynamoPdaDirectory(client, { table, cipher, nearby: true, now });
}
