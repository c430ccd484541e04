import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';

/** A batch of messages as SQS hands it to a Lambda; their ids are m0, m1, … */
export function anSqsEvent(...bodies: readonly unknown[]): SQSEvent {
  const Records = bodies.map((body, index) => ({
    messageId: `m${index}`,
    receiptHandle: `r${index}`,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  }));
  return { Records: Records as SQSRecord[] };
}

/** What Lambda tells of an invocation that has `seconds` left. */
export function aLambdaContext(seconds = 900): Context {
  return { awsRequestId: 'request-1', getRemainingTimeInMillis: () => seconds * 1000 } as Context;
}
