import { type HttpService, passOn, type Said, startHttpService } from './http-service.ts';

export interface QuotingPda extends HttpService {
  /** Everything it has quoted. */
  said(): readonly string[];
}

/** A PDA that answers the engine's reads with errors, and quotes what it holds in each. */
export async function startQuotingPda(url: string, [a = '', b = '']: readonly string[]): Promise<QuotingPda> {
  const json = JSON.stringify({ message: a, cause: b, details: [a], [b]: a });
  const answers: readonly Said[] = [
    { status: 500, body: `${a} ${b}` },
    { status: 400, body: json },
    { status: 400, body: JSON.stringify({ message: 'Bundle Evaluation Failed', cause: a, details: [b] }) },
    { status: 409, headers: { 'x-cause': a }, body: json },
    { status: 302, headers: { location: `http://${a}.example/${b}` }, body: json },
    { status: 200, body: `{"${a}` },
    { status: 200, body: JSON.stringify({ asOf: 1, rows: [{ [a]: b }] }) },
  ];
  const said: string[] = [];
  let asked = 0;
  const service = await startHttpService(async (heard) => {
    if (!heard.path.startsWith('/api/v2.6/data-window')) return passOn(url, heard);
    const answer = answers[asked++ % answers.length] as Said;
    said.push(String(answer.body));
    return answer;
  });
  return { ...service, said: () => said };
}
