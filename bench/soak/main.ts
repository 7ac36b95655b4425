import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { soak } from './soak.ts';

const HELP = `npm run soak -- [--kills 200] [--size 1000] [--connections 4] [--pace 25] [--link 3] [--minutes 30] [--folder DIR]
Kills a downloading process at random moments and compares every file with its source.
--size in MB, --pace in MB/s of each connection, --link: seconds a link is good.`;

const MB = 1_000_000;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    size: { type: 'string', default: '1000' },
    connections: { type: 'string', default: '4' },
    pace: { type: 'string', default: '25' },
    link: { type: 'string', default: '3' },
    minutes: { type: 'string', default: '30' },
    folder: { type: 'string', default: tmpdir() },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(HELP);
else await run();

async function run(): Promise<void> {
  const startedAt = Date.now();
  const { kills, files, receivedBytes, fetchedTwicePerKill } = await soak({
    kills: Number(values.kills),
    sizeBytes: Number(values.size) * MB,
    connections: Number(values.connections),
    bytesPerSecond: Number(values.pace) * MB,
    linkLifetimeMs: Number(values.link) * 1000,
    folder: values.folder,
    limitMs: Number(values.minutes) * 60_000,
    onKill: (done) => {
      if (done % 10 === 0) console.log(`${done} kills, ${seconds(startedAt)} s`);
    },
  });
  console.log(
    `${kills} kills in ${seconds(startedAt)} s; ${files} files of ${values.size} MB, all identical to the object`,
  );
  console.log(`received ${(receivedBytes / MB).toFixed(0)} MB`);
  console.log(
    `fetched twice: ${(fetchedTwicePerKill * 100).toFixed(3)} % of the file per kill, on average (target < 1 %)`,
  );
  if (fetchedTwicePerKill >= 0.01) process.exitCode = 1;
}

function seconds(startedAt: number): string {
  return ((Date.now() - startedAt) / 1000).toFixed(0);
}
