import type { Attempt, CanaryFacts } from './facts.ts';

export type Verdict = 'pass' | 'fail' | 'unknown';

export interface Judgement {
  readonly check: string;
  readonly verdict: Verdict;
  /** What was seen. */
  readonly why: string;
}

interface Check {
  readonly name: string;
  readonly judge: (facts: CanaryFacts) => readonly [Verdict, string];
}

const REACHED = ['reached', 'answered', 'resolved'];
/** Nobody answered, or the kernel itself refused before anything was sent. Whatever else went wrong shows nothing. */
const CLOSED = [
  ...['no answer', 'ETIMEDOUT', 'ENETUNREACH', 'EHOSTUNREACH', 'EPERM', 'EACCES'],
  ...['EADDRNOTAVAIL', 'EAFNOSUPPORT'],
];
/** What DNS says when no server answers, or can be sent to. */
const NO_SERVER = [...CLOSED, 'ETIMEOUT', 'ECONNREFUSED'];
/** Somebody said that there is no such name: a firewall, or a resolver that had asked the world. */
const NO_SUCH_NAME = ['ENOTFOUND', 'ENODATA', 'ESERVFAIL', 'EREFUSED'];
const DENIED = /AccessDenied|UnauthorizedOperation|NotAuthorized|AuthorizationError/;
/** What Lambda puts into every environment, and our host. */
const USUAL_VARIABLES = /^(_|AWS_|LAMBDA_|LD_LIBRARY_PATH$|LANG$|PATH$|TZ$|NODE_|PWD$|SHLVL$|HOME$|TMPDIR$)/;

export const CANARY_CHECKS: readonly Check[] = [
  { name: 'the canary answers each tenant, and nobody without one', judge: tenants },
  { name: 'no address can be reached', judge: addresses },
  { name: 'no name can be resolved', judge: names },
  { name: 'two tenants share neither memory nor /tmp', judge: sharing },
  { name: 'the environment holds nothing but what Lambda puts there', judge: environment },
  { name: 'a function that prints stays healthy', judge: health },
  { name: 'no log group appears', judge: logs },
  { name: 'the role allows the code nothing, outside the network either', judge: powers },
  { name: 'the attempts raise the alarm of rejected traffic', judge: alarm },
];

/** Judges what was seen; a check that could not be made is `unknown`, never passed. */
export function judge(facts: CanaryFacts): readonly Judgement[] {
  return CANARY_CHECKS.map(({ name, judge: judged }) => {
    const [verdict, why] = judged(facts);
    return { check: name, verdict, why };
  });
}

/** 1 when a check failed, 2 when one is not known, else 0. */
export function exitCode(judgements: readonly Judgement[]): number {
  const has = (verdict: Verdict) => judgements.some((one) => one.verdict === verdict);
  return has('fail') ? 1 : has('unknown') ? 2 : 0;
}

function tenants({ withoutTenant }: CanaryFacts): readonly [Verdict, string] {
  if (withoutTenant === 'InvalidParameterValueException') return ['pass', 'without a tenant it is refused'];
  return [withoutTenant === 'answered' ? 'fail' : 'unknown', `without a tenant: ${withoutTenant}`];
}

function addresses({ attempts }: CanaryFacts): readonly [Verdict, string] {
  const tried = attempts.filter(({ kind }) => kind !== 'name');
  const reached = tried.filter(
    ({ target, outcome }) => REACHED.includes(outcome) || isRefusedByOther(target, outcome),
  );
  if (reached.length > 0) return ['fail', listed(reached)];
  return allClosed(tried, [...CLOSED, 'ECONNREFUSED']);
}

/** To be refused somebody must have heard it; on its own loopback that is the environment itself. */
function isRefusedByOther(target: string, outcome: string): boolean {
  return outcome === 'ECONNREFUSED' && !/^(127\.|\[::1\])/.test(target);
}

function allClosed(tried: readonly Attempt[], closed: readonly string[]): readonly [Verdict, string] {
  if (tried.length === 0) return ['unknown', 'nothing was tried'];
  const odd = tried.filter(({ outcome }) => !closed.includes(outcome));
  return odd.length > 0 ? ['unknown', `${listed(odd)}: that shows nothing`] : ['pass', listed(tried)];
}

function names({ attempts }: CanaryFacts): readonly [Verdict, string] {
  const tried = attempts.filter(({ kind }) => kind === 'name');
  const resolved = tried.filter(({ outcome }) => outcome === 'resolved');
  if (resolved.length > 0) return ['fail', listed(resolved)];
  const denied = tried.filter(({ outcome }) => NO_SUCH_NAME.includes(outcome));
  if (denied.length > 0)
    return ['unknown', `${listed(denied)}: look whether the question reached its name servers`];
  return allClosed(tried, NO_SERVER);
}

function sharing({ rounds }: CanaryFacts): readonly [Verdict, string] {
  const foreign = rounds.flatMap((round) => round.foreign);
  if (foreign.length > 0)
    return ['fail', `one tenant found what another left in ${[...new Set(foreign)].join(', ')}`];
  const told = rounds.filter(({ ownWasThere }) => ownWasThere).length;
  if (told === 0) return ['unknown', 'no environment was used twice, so nothing could have been found'];
  return ['pass', `${told} times an environment was used again, and never for another tenant`];
}

function environment({ variables, extras }: CanaryFacts): readonly [Verdict, string] {
  const unusual = [...variables.filter((name) => !USUAL_VARIABLES.test(name)), ...extras];
  if (unusual.length > 0) return ['fail', unusual.join(', ')];
  if (variables.length === 0) return ['unknown', 'it told no variable, though Lambda gives it some'];
  return ['pass', `${variables.length} variables, no layer`];
}

function health({ printing }: CanaryFacts): readonly [Verdict, string] {
  const { calls, failed } = printing;
  if (calls === 0) return ['unknown', 'it was not invoked'];
  return [failed === 0 ? 'pass' : 'fail', `${calls} invocations, ${failed} of them failed`];
}

function logs({ logGroups }: CanaryFacts): readonly [Verdict, string] {
  if (!logGroups) return ['unknown', 'CloudWatch Logs could not be asked'];
  return logGroups.length > 0 ? ['fail', logGroups.join(', ')] : ['pass', 'none, though it printed'];
}

function powers(facts: CanaryFacts): readonly [Verdict, string] {
  if (facts.powers.length === 0) return ['unknown', 'it told no credentials, so nothing was tried with them'];
  const allowed = facts.powers.filter(({ outcome }) => outcome === 'allowed');
  if (allowed.length > 0) return ['fail', `it may ${allowed.map(({ action }) => action).join(', ')}`];
  const odd = facts.powers.filter(({ outcome }) => !DENIED.test(outcome));
  if (odd.length > 0)
    return ['unknown', odd.map(({ action, outcome }) => `${action}: ${outcome}`).join(', ')];
  return ['pass', `denied: ${facts.powers.map(({ action }) => action).join(', ')}`];
}

function alarm({ alarmed }: CanaryFacts): readonly [Verdict, string] {
  if (alarmed === undefined) return ['unknown', 'CloudWatch was not, or could not be asked'];
  return alarmed ? ['pass', 'it went off'] : ['fail', 'it did not go off in time'];
}

const listed = (attempts: readonly Attempt[]): string =>
  attempts.map(({ kind, target, outcome }) => `${kind} ${target}: ${outcome}`).join(', ');
