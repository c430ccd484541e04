import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { fileOf, fixture, readAll } from './import-files.ts';

const [SLEEP, EXERCISE, WEIGHT] = ['sleep-2020-01-02.json', 'exercise-0.json', 'weight-2020-01-01.json'];

async function exported(): Promise<Record<string, Uint8Array>> {
  const root = 'Takeout/Fitbit/Global Export Data';
  return {
    [`${root}/${SLEEP}`]: await fixture(SLEEP),
    [`${root}/${EXERCISE}`]: await fixture(EXERCISE),
    [`${root}/${WEIGHT}`]: await fixture(WEIGHT),
    [`${root}/heart_rate-2020-01-01.json`]: Buffer.from('[{"dateTime":"01/01/20 00:00:00"}]'),
  };
}

async function unpacked(): Promise<string> {
  const folder = join(dirname(await fileOf('x', '')), 'MyFitbitData');
  for (const [path, content] of Object.entries(await exported())) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

describe("Fitbit's export", () => {
  it('gives nights in the shape of the fitbit/sleep feed', async () => {
    const file = await fileOf(SLEEP, await fixture(SLEEP));

    const { records, endpoints } = await readAll(file);

    expect(endpoints).toEqual(new Set(['fitbit/sleep']));
    expect(records).toEqual([
      {
        logId: 25_410_000_001,
        startTime: '2020-01-01T23:11:30.000',
        endTime: '2020-01-02T07:02:30.000',
        timeInBed: 471,
        minutesAsleep: 412,
        efficiency: 93,
        dateOfSleep: '2020-01-02',
      },
    ]);
  });

  it('gives activities in the shape of the fitbit/activity feed', async () => {
    const file = await fileOf(EXERCISE, await fixture(EXERCISE));

    const { records, endpoints } = await readAll(file);

    expect(endpoints).toEqual(new Set(['fitbit/activity']));
    expect(records[0]).toEqual({
      logId: 25_420_000_001,
      activityName: 'Walk',
      originalStartTime: '2020-01-05T11:20:33.000',
      duration: 1_536_000,
      steps: 2410,
      calories: 170,
      averageHeartRate: 102,
    });
    expect(records[1]).toMatchObject({ activityName: 'Yoga', originalStartTime: '2020-02-29T07:00:00.000' });
  });

  it('gives weighings in the shape of the fitbit/weight feed', async () => {
    const file = await fileOf(WEIGHT, await fixture(WEIGHT));

    const { records, endpoints } = await readAll(file);

    expect(endpoints).toEqual(new Set(['fitbit/weight']));
    expect(records).toEqual([
      {
        logId: 1_577_951_999_000,
        weight: 154.3,
        bmi: 22.14,
        fat: 21.5,
        date: '2020-01-01',
        time: '23:59:59',
      },
      { logId: 1_578_124_799_000, weight: 153.9, bmi: 22.08, date: '2020-01-03', time: '07:10:00' },
    ]);
  });

  it('is read from its zip, bad entries reported with their place', async () => {
    const file = await fileOf('MyFitbitData.zip', zipSync(await exported()));

    const { records, problems, endpoints } = await readAll(file);

    const root = 'MyFitbitData.zip, Takeout/Fitbit/Global Export Data';
    expect(records).toHaveLength(5);
    expect(endpoints).toEqual(new Set(['fitbit/sleep', 'fitbit/activity', 'fitbit/weight']));
    expect(problems).toEqual([
      `${root}/${EXERCISE}, activity 3 (line 23): is not an activity: "originalStartTime" is missing or unusable`,
      `${root}/${SLEEP}, night 2 (line 21): is not a night: "endTime" is missing or unusable`,
      `${root}/${WEIGHT}, weighing 2 (line 9): is not a weighing: "weight" is missing or unusable`,
    ]);
  });

  it('gives the same records from its folder as from its zip', async () => {
    const [folder, zip] = [await unpacked(), await fileOf('MyFitbitData.zip', zipSync(await exported()))];

    const [open, packed] = await Promise.all([readAll(folder), readAll(zip)]);

    expect(JSON.stringify(open.records)).toBe(JSON.stringify(packed.records));
    expect(open.records).toHaveLength(5);
  });

  it('is not read beyond its folder, wherever links in it lead', async () => {
    const [folder, elsewhere] = [await unpacked(), await fileOf(WEIGHT, await fixture(WEIGHT))];
    await symlink(dirname(elsewhere), join(folder, 'more'));
    await symlink(elsewhere, join(folder, 'weight-2.json'));

    const { records } = await readAll(folder);

    expect(records).toHaveLength(5);
  });
});
