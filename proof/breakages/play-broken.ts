import { crashMatrix } from '../crash-matrix/matrix.ts';
import type { Scenario } from '../simulator/faults/profile.ts';
import { simulate } from '../simulator/simulate.ts';

/** Bundled with one broken line and run in a process of its own: plays until somebody notices. */
const [scenario, seeds] = process.argv.slice(2) as [Scenario, string];
let noticed = '';
for (let seed = 0; seed < Number(seeds) && !noticed; seed++) {
  const { violation } = await simulate({ seed, scenario });
  if (violation) noticed = `seed ${seed} of ${scenario}: ${violation.message}`;
}
noticed ||= await crashes();
console.log(noticed);

async function crashes(): Promise<string> {
  const cells = (await crashMatrix()).flatMap((table) => table.cells);
  const cell = cells.find(({ violation }) => violation);
  return cell ? `crash matrix: ${cell.violation?.message}` : '';
}
