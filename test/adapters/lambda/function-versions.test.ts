import { LambdaClient } from '@aws-sdk/client-lambda';
import { LambdaFunctionVersions } from '../../../adapters/lambda/function-versions.ts';
import { localClientConfig } from '../../../local/state/local-client-config.ts';
import { CODE_HASH } from '../../support/builders.ts';
import { type HttpAnswer, type HttpServer, startHttpServer } from '../../support/http-server.ts';

const NAME = 'she-hydration-coach';
const NOT_FOUND: HttpAnswer = {
  status: 404,
  headers: { 'x-amzn-errortype': 'ResourceNotFoundException' },
  body: '{"Message":"Function not found"}',
};
const version = (number: string) => ({
  ...{ Version: number, CodeSize: 1000, LastModified: '2026-03-01T09:00:00.000+0000' },
  CodeSha256: Buffer.from(CODE_HASH, 'hex').toString('base64'),
});
const page = (numbers: readonly string[], next?: string): HttpAnswer => ({
  status: 200,
  body: JSON.stringify({ Versions: numbers.map(version), ...(next ? { NextMarker: next } : {}) }),
});

describe('LambdaFunctionVersions', () => {
  let server: HttpServer;
  let client: LambdaClient;
  let answers: HttpAnswer[];
  let versions: LambdaFunctionVersions;

  beforeEach(async () => {
    server = await startHttpServer(() => answers.shift());
    client = new LambdaClient(localClientConfig(server.url));
    versions = new LambdaFunctionVersions(client);
  });
  afterEach(async () => {
    client.destroy();
    await server.close();
  });

  it('lists the published ones of every page, with what the catalogue knows them by', async () => {
    answers = [page(['$LATEST', '1'], 'more'), page(['2'])];

    const found = await versions.of(NAME);

    const publishedAt = new Date('2026-03-01T09:00:00.000Z');
    expect(found).toEqual(
      ['1', '2'].map((qualifier) => ({ qualifier, codeHash: CODE_HASH, publishedAt, bytes: 1000 })),
    );
    expect(server.requests.map(({ path }) => path)).toEqual([
      `/2015-03-31/functions/${NAME}/versions`,
      `/2015-03-31/functions/${NAME}/versions?Marker=more`,
    ]);
  });

  it('finds none of a Lambda that there is not', async () => {
    answers = [NOT_FOUND];

    expect(await versions.of(NAME)).toEqual([]);
  });

  it('tells how much code Lambda stores for the account, and how much it would', async () => {
    const settings = { AccountUsage: { TotalCodeSize: 1 }, AccountLimit: { TotalCodeSize: 2 } };
    answers = [
      { status: 200, body: JSON.stringify(settings) },
      { status: 200, body: '{}' },
    ];

    expect(await versions.codeStorage()).toEqual({ used: 1, limit: 2 });
    await expect(versions.codeStorage()).rejects.toThrow('did not say how much code');
  });

  it('deletes one version, by its number', async () => {
    answers = [{ status: 204 }];

    await versions.remove(NAME, '7');

    expect(server.requests).toMatchObject([
      { method: 'DELETE', path: `/2015-03-31/functions/${NAME}?Qualifier=7` },
    ]);
  });

  it('takes one that is gone for deleted', async () => {
    answers = [NOT_FOUND];

    await expect(versions.remove(NAME, '7')).resolves.toBeUndefined();
  });

  it.each(['', '$LATEST', '0', 'live', '7 '])('never deletes a whole function: %j', async (qualifier) => {
    await expect(versions.remove(NAME, qualifier)).rejects.toThrow(`${NAME} has no version "${qualifier}"`);

    expect(server.requests).toEqual([]);
  });
});
