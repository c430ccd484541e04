/** A thing to try, with the command that does it. */
export interface GuideEntry {
  readonly title: string;
  readonly command: string;
}

const PERSON = 'alice.localhost';

/** What a newcomer can do with a running engine, ready to paste. @param origin `http://localhost:4000` */
export function guide(origin: string): readonly GuideEntry[] {
  const base = origin.replace('//localhost', `//${PERSON}`).replace('//127.0.0.1', `//${PERSON}`);
  const asAlice = (path: string) => `curl -s -H "X-Auth-Token: $TOKEN" '${base}${path}'`;
  return [
    {
      title: 'Log in as alice',
      command: `TOKEN=$(curl -s -H 'username: alice' -H 'password: demo' ${base}/users/access_token | sed 's/.*"accessToken":"\\([^"]*\\)".*/\\1/')`,
    },
    { title: 'See what was derived', command: asAlice('/api/v2.6/data/she/insights/emotions?take=5') },
    { title: 'See which functions there are', command: asAlice('/api/v2.6/she/function') },
    { title: 'See what ran', command: asAlice('/api/v2.6/she/execution?take=10') },
    {
      title: 'Say something, and have it understood',
      command: `${asAlice('/api/v2.6/data/rumpel/notablesv1')} -H 'Content-Type: application/json' -d '{"id":"note-1","message":"What a wonderful morning!","created_time":"2026-01-01T08:00:00.000Z","kind":"note"}'`,
    },
    {
      title: 'Bring your own data',
      command: `npx she import test/e2e/fixtures/calendar.ics --pda ${PERSON} --url ${origin}`,
    },
  ];
}
