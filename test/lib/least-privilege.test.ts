import { rolesOf } from '../../proof/prove/iam/roles.ts';
import { FUNCTIONS_STACK } from '../../proof/prove/model/functions.ts';
import { at, modelOf, ofType } from '../../proof/prove/model/model.ts';
import { changed } from '../../proof/prove/mutants/catch.ts';
import { MAY } from './least-privilege.ts';

const app = modelOf(changed(() => {}, true));

/** `⟨She-State/StateTablesCatalogueTable69520A15.Arn⟩` → `CatalogueTable`; what only an account decides is left out. */
function short(text: string): string {
  return text
    .replace(/⟨She-\w+\/(?:State|Tables)*(\w+?)[0-9A-F]{8}(?:\.Arn)?⟩/g, '$1')
    .replace(/⟨(?:account|region)⟩/g, '')
    .replace(/^arn:aws:(\w+):+/, '$1:');
}

/** What each Lambda of the engine may do, an action a line, resolved over all stacks and policies. */
function powers(): Readonly<Record<string, readonly string[]>> {
  const roles = rolesOf(app);
  const lambdas = ofType(app, 'AWS::Lambda::Function').filter(({ stack }) => !FUNCTIONS_STACK.test(stack));
  return Object.fromEntries(
    lambdas.map((lambda) => {
      const role = roles.find(({ resource }) => resource.arn === at(lambda, 'Role'));
      return [short(`⟨${lambda.key}⟩`), linesOf(role?.identity ?? [])];
    }),
  );
}

function linesOf(statements: ReturnType<typeof rolesOf>[number]['identity']): readonly string[] {
  const lines = new Map<string, Set<string>>();
  for (const {
    Effect,
    Action = ['everything but a list'],
    Resource = ['everything'],
    Condition,
  } of statements)
    for (const action of Action) {
      const keys = Object.values(Condition ?? {}).flatMap((one) => Object.keys(one));
      const when = keys.length > 0 ? ` if ${keys.sort().join(' and ')}` : '';
      const known = lines.get(`${Effect} ${action}${when}`) ?? new Set();
      lines.set(`${Effect} ${action}${when}`, known);
      for (const resource of Resource) known.add(short(resource));
    }
  return [...lines].map(([what, where]) => `${what}: ${[...where].sort().join(' ')}`).sort();
}

describe('least privilege', () => {
  it('is exactly this, for each Lambda of the engine', () => {
    expect(powers()).toEqual(MAY);
  });

  it('is on named resources alone', () => {
    const everywhere = Object.values(powers())
      .flat()
      .filter((line) => line.startsWith('Allow') && /: (?:.* )?\*(?: |$)/.test(line));

    expect(everywhere).toEqual([]);
  });

  it('is by named actions alone, but for two families of KMS that AWS documents so', () => {
    const families = Object.values(powers())
      .flat()
      .flatMap((line) => line.match(/^Allow \S+\*/)?.[0] ?? []);

    expect([...new Set(families)].sort()).toEqual(['Allow kms:GenerateDataKey*', 'Allow kms:ReEncrypt*']);
  });

  it('lets no Lambda delete anything but messages, which it has worked on', () => {
    const deleting = Object.values(powers())
      .flat()
      .filter((line) => /^Allow \w+:(Delete|Remove|Purge|Destroy|Terminate)/.test(line));

    expect(new Set(deleting.map((line) => line.split(':').slice(0, 2).join(':')))).toEqual(
      new Set(['Allow sqs:DeleteMessage']),
    );
  });
});
