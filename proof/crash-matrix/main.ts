import { Command } from 'commander';
import { crashRun } from './crash-run.ts';
import { type Cell, crashMatrix, printed } from './matrix.ts';

/** `npm run crash-matrix`: prints every crash of a run, and fails if one of them loses or doubles anything. */
new Command('crash-matrix')
  .description('crash every step of a run, before and after it, and hold what follows to the invariants')
  .parse();
console.log(
  'Each mark is a crash, before and after the call; ✓ nothing lost or doubled. Columns: what happens then.\n',
);
const tables = await crashMatrix();
for (const table of tables) console.log(`${printed(table)}\n`);

const cells = tables.flatMap((table) => table.cells);
const broken = cells.filter((cell) => cell.violation);
console.log(`${cells.length} crashes, ${broken.length} of them break an invariant`);
if (broken[0]) await tell(broken[0]);
process.exitCode = broken.length > 0 ? 1 : 0;

async function tell({ start, meanwhile, nth, when }: Cell): Promise<void> {
  const { trace, violation } = await crashRun({ start, meanwhile, crash: { nth, when }, isTraced: true });
  console.error(trace.join('\n'));
  console.error(
    `\n${when} call ${nth} of a run (${start.name}), then ${meanwhile.name}: ${violation?.message}`,
  );
}
