import { openLocalDynamo } from '../support/local-aws.ts';
import { describeDynamoStores } from './dynamodb-stores.ts';

describeDynamoStores('DynamoDB', openLocalDynamo);
