import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** A real Redis on a private socket, for tests: the referee of what an RDB file is. */
export interface TestRedis {
  /** Sends commands, a line each, and answers what came back. */
  send(lines: readonly string[]): string;
  /** Writes the database to the file. */
  save(): void;
  readonly file: string;
  stop(): Promise<void>;
}

/** @param options of the server, for example `['--rdbchecksum', 'no']`. Loads the file when there is one. */
export async function startTestRedis(
  folder: string,
  name: string,
  options: readonly string[] = [],
): Promise<TestRedis> {
  const socket = path.join(folder, `${name}.sock`);
  const own = ['--dir', folder, '--dbfilename', `${name}.rdb`, '--port', '0', '--unixsocket', socket];
  const server = spawn('redis-server', [...own, '--save', '', '--appendonly', 'no', '--daemonize', 'no', ...options]);
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  let log = '';
  for await (const line of createInterface({ input: server.stdout })) {
    log += `${line}\n`;
    if (/ready to accept/iu.test(line)) break;
  }
  server.stdout.resume();
  if (!/ready to accept/iu.test(log)) throw new Error(`redis-server did not start:\n${log}`);
  const send = (lines: readonly string[]): string =>
    execFileSync('redis-cli', ['-s', socket], { input: `${lines.join('\n')}\n`, encoding: 'utf8', maxBuffer: 64e6 });
  return {
    send,
    save: () => void send(['SAVE']),
    file: path.join(folder, `${name}.rdb`),
    async stop() {
      server.kill('SIGKILL');
      await ended;
      rmSync(socket, { force: true });
    },
  };
}

/** Whether redis-check-rdb finds a file in order. */
export function refereeAccepts(file: string): boolean {
  return spawnSync('redis-check-rdb', [file]).status === 0;
}

/** A key of every type in every encoding that this server writes. */
export const EVERY_TYPE: readonly string[] = [
  'SET text "a plain text"',
  'SET "" "the empty key"',
  'SET empty ""',
  'SET 12345 "an integer key"',
  'SET int8 -7',
  'SET int16 30000',
  'SET int32 -2000000000',
  'SET int64 9007199254740993',
  'SET binary "\\x00\\xff\\r\\n"',
  `SET compressed ${'backhaul'.repeat(400)}`,
  `SET ${'long-key-'.repeat(60)} x`,
  `EVAL "redis.call('SET','big',string.rep('0123456789abcdef',65536))" 0`,
  `EVAL "math.randomseed(3) local t={} for i=1,400000 do t[i]=string.char(math.random(0,255)) end redis.call('SET','noise',table.concat(t))" 0`,
  'RPUSH list:small a b 3 -4 70000 5000000000',
  `EVAL "for i=1,3000 do redis.call('RPUSH','list:many','element-'..i) end" 0`,
  `EVAL "redis.call('RPUSH','list:plain',string.rep('x',9000),'y',string.rep('z',20000))" 0`,
  'SADD set:ints 1 2 3 -70000',
  'SADD set:int64 1 5000000000',
  'SADD set:texts a b c',
  `EVAL "for i=1,700 do redis.call('SADD','set:many',i) end" 0`,
  'HSET hash:small field value n 12 city 上海',
  `EVAL "for i=1,600 do redis.call('HSET','hash:many','f'..i,'v'..i) end" 0`,
  `HSET hash:wide f ${'w'.repeat(100)}`,
  'ZADD zset:small 1 a 2.5 b -inf c +inf d',
  `EVAL "for i=1,300 do redis.call('ZADD','zset:many',i/3,'m'..i) end" 0`,
  'XADD stream:small 1-1 a 1 b 2',
  `EVAL "for i=1,500 do redis.call('XADD','stream:many',i..'-0','field','value'..i) end" 0`,
  'XGROUP CREATE stream:many readers 0',
  'XREADGROUP GROUP readers one COUNT 50 STREAMS stream:many >',
  'XREADGROUP GROUP readers two COUNT 7 STREAMS stream:many >',
  'XACK stream:many readers 1-0 2-0',
  'XDEL stream:many 5-0',
  'SET expiring soon EX 100000',
  'HSET expiring:hash a b',
  'PEXPIREAT expiring:hash 4102444800000',
  'PFADD log a b c d',
  'GEOADD places 121.47 31.23 Shanghai',
  'SETBIT bits 100000 1',
  'SELECT 3',
  'SET in:three 1',
  'SADD in:three:set x y',
  'SELECT 15',
  'SET in:fifteen 1 EX 100000',
  'SELECT 0',
];

/** The same without the two big values: a file of some forty kilobytes. */
export const SMALL_OF_EVERY_TYPE = EVERY_TYPE.filter((line) => !line.includes("'noise'") && !line.includes("'big'"));

export const FUNCTION_LIBRARY = `FUNCTION LOAD "#!lua name=lib\\nredis.register_function('f', function() return 1 end)"`;

const TINY = ['hash-max-listpack-entries', 'zset-max-listpack-entries', 'set-max-intset-entries'];

/** Options of the server, each of which changes what stands in the file. */
export const WRITERS: ReadonlyArray<readonly [name: string, options: readonly string[]]> = [
  ['plain', []],
  ['uncompressed', ['--rdbcompression', 'no']],
  ['without-checksum', ['--rdbchecksum', 'no']],
  ['frequency', ['--maxmemory', '1gb', '--maxmemory-policy', 'allkeys-lfu']],
  ['idle', ['--maxmemory', '1gb', '--maxmemory-policy', 'allkeys-lru']],
  ['unpacked', TINY.flatMap((name) => [`--${name}`, '0'])],
  ['small-nodes', ['--list-max-listpack-size', '2', '--list-compress-depth', '1', '--stream-node-max-entries', '3']],
  ['functions', []],
];

/** What a real server with these options writes of these commands. */
export async function writtenByRedis(
  folder: string,
  { name, options = [], commands }: { name: string; options?: readonly string[]; commands: readonly string[] },
): Promise<Uint8Array> {
  const redis = await startTestRedis(folder, name, options);
  try {
    redis.send(commands);
    redis.save();
  } finally {
    await redis.stop();
  }
  return new Uint8Array(readFileSync(redis.file));
}
