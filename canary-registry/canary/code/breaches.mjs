import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** What a tenant leaves in its environment, for another to find if it ever came here. */
const MARK = '/tmp/canary-tenant';
const tenants = new Set();

/** What Lambda puts into every environment, and the host on one machine. */
const USUAL_VARIABLE = /^(_|AWS_|LAMBDA_|LD_LIBRARY_PATH$|LANG$|PATH$|TZ$|NODE_|PWD$|SHLVL$|HOME$|TMPDIR$)/;

/**
 * Looks around without sending a packet: a refused one raises an alarm that is about other functions.
 * @param mark what it leaves behind for itself
 * @returns the names of what is open that must be shut
 */
export function breaches(tenant, mark = MARK) {
  return [
    ...(tenant ? [] : ['no-tenant']),
    ...(wasElsewheres(tenant, mark) ? ['another-tenant'] : []),
    ...(existsSync('/opt') && readdirSync('/opt').length > 0 ? ['layer'] : []),
    ...(Object.keys(process.env).every((name) => USUAL_VARIABLE.test(name)) ? [] : ['variable']),
    ...(isCodeWritable() ? ['writable-code'] : []),
  ];
}

/** Whether this environment, its memory or its files have served another tenant. */
function wasElsewheres(tenant, mark) {
  const left = existsSync(mark) ? readFileSync(mark, 'utf8') : tenant;
  const isOthers = left !== tenant || [...tenants].some((other) => other !== tenant);
  tenants.add(tenant);
  writeFileSync(mark, String(tenant));
  return isOthers;
}

function isCodeWritable() {
  const file = new URL('written.txt', import.meta.url);
  try {
    writeFileSync(file, '');
    rmSync(file);
    return true;
  } catch {
    return false;
  }
}
