import { Parameters } from '../../../../local/pda/query/parameters.ts';
import { valueAt } from '../../../../local/pda/query/value-at.ts';

describe('the value at a path', () => {
  it.each<[string, string, string | readonly string[]]>([
    ['one key', 'km', 'km'],
    ['a key of another script', 'größe', 'größe'],
    ['keys in each other', 'rider.id', ['rider', 'id']],
    ['a place in an array', '0', ['0']],
    ['a place from the end', '-1', ['-1']],
    ['a place as PostgreSQL reads it too', ' +1', [' +1']],
    ['a place once NUL is left out', '\u00001', ['1']],
    ['nothing', '', ['']],
  ])('is looked up by -> or by #>: %s', (_, path, parameter) => {
    const parameters = new Parameters();

    const sql = valueAt(path.split('.'), parameters);

    expect(sql).toBe(typeof parameter === 'string' ? '(data -> $1::text)' : '(data #> $1::text[])');
    expect(parameters.values).toEqual([parameter]);
  });
});
