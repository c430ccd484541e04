import { writeFileSync } from 'node:fs';

// Loaded before the app: at its end it leaves what the process used where the measuring process looks for it.
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const usage = { peakBytes: maxRSS * 1024, cpuMs: (userCPUTime + systemCPUTime) / 1000 };
  writeFileSync(process.env.SHE_BENCH_USAGE, JSON.stringify(usage));
});
