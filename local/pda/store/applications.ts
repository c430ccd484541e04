import type { Role } from '../../../core/model/role.ts';
import type { Sql } from './sql.ts';

/** An application that acts for the owner, as far as they let it. */
export interface Application {
  readonly id: string;
  /** `N.N.N`. */
  readonly version: string;
  /** Whether its tokens open anything. */
  readonly enabled: boolean;
  readonly rolesGranted: readonly Role[];
}

type Row = Omit<Application, 'rolesGranted'> & { readonly roles: string };

const COLUMNS = 'id, version, enabled, roles::text as roles';

/** Overwrites what was granted to it before. */
export async function putApplication(sql: Sql, pda: string, application: Application): Promise<void> {
  const { id, version, enabled, rolesGranted } = application;
  await sql.query(
    `insert into application (pda, id, version, enabled, roles) values ($1, $2, $3, $4, $5::jsonb)
     on conflict (pda, id) do update
     set version = excluded.version, enabled = excluded.enabled, roles = excluded.roles`,
    [pda, id, version, enabled, JSON.stringify(rolesGranted)],
  );
}

/** @returns as it is now, or undefined when there is none */
export async function disableApplication(
  sql: Sql,
  pda: string,
  id: string,
): Promise<Application | undefined> {
  return first(
    await sql.query<Row>(
      `update application set enabled = false where pda = $1 and id = $2 returning ${COLUMNS}`,
      [pda, id],
    ),
  );
}

export async function findApplication(sql: Sql, pda: string, id: string): Promise<Application | undefined> {
  return first(
    await sql.query<Row>(`select ${COLUMNS} from application where pda = $1 and id = $2`, [pda, id]),
  );
}

/** By id. */
export async function listApplications(sql: Sql, pda: string): Promise<readonly Application[]> {
  const rows = await sql.query<Row>(
    `select ${COLUMNS} from application where pda = $1 order by id collate "C"`,
    [pda],
  );
  return rows.map(asApplication);
}

function first([row]: readonly Row[]): Application | undefined {
  return row && asApplication(row);
}

function asApplication({ roles, ...application }: Row): Application {
  return { ...application, rolesGranted: JSON.parse(roles) };
}
