import { rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { startTestRedis, type TestRedis } from '../../electron/core/rdb/test-redis.ts';

/** A mixture as caches and shops have it: short texts and sessions, small hashes, lists, sets and sorted sets. */
const FILL = `
local from, to = tonumber(ARGV[1]), tonumber(ARGV[2])
math.randomseed(from)
local words = {'alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta'}
for i = from, to do
  local kind = i % 10
  if kind < 4 then
    redis.call('SET', 'user:' .. i .. ':name', words[i % 8 + 1] .. i .. string.rep(tostring(math.random(1e9)), 3 + i % 20))
  elseif kind == 4 then
    redis.call('SET', 'session:' .. i, math.random(1e9), 'EX', 100000 + i)
  elseif kind == 5 then
    redis.call('HSET', 'profile:' .. i, 'name', words[i % 8 + 1] .. i, 'age', i % 100, 'mail', 'user' .. i .. '@example.com')
  elseif kind == 6 then
    for j = 1, 12 do redis.call('ZADD', 'board:' .. i, math.random(1e6), 'member' .. j) end
  elseif kind == 7 then
    for j = 1, 15 do redis.call('RPUSH', 'queue:' .. i, 'item' .. math.random(1e9)) end
  elseif kind == 8 then
    for j = 1, 10 do redis.call('SADD', 'ids:' .. i, math.random(1e6)) end
  else
    for j = 1, 8 do redis.call('SADD', 'tags:' .. i, 'm' .. math.random(1e6)) end
  end
end
return redis.status_reply('OK')`;

const KEYS_A_STEP = 100_000;
const BYTES_A_KEY = 78;

/** Lets a real server write a file of about this size; answers its path. One that is there already is taken. */
export async function makeFile(folder: string, sizeBytes: number): Promise<string> {
  const name = `bench-${Math.round(sizeBytes / 1e6)}`;
  const file = path.join(folder, `${name}-done.rdb`);
  if ((await stat(file).catch(() => null)) !== null) return file;
  const redis = await startTestRedis(folder, name);
  try {
    fill(redis, Math.ceil(sizeBytes / BYTES_A_KEY));
    redis.save();
  } finally {
    await redis.stop();
  }
  await rename(redis.file, file);
  return file;
}

function fill(redis: TestRedis, keyCount: number): void {
  const script = JSON.stringify(FILL);
  for (let from = 0; from < keyCount; from += KEYS_A_STEP) {
    redis.send([`EVAL ${script} 0 ${from} ${Math.min(keyCount, from + KEYS_A_STEP) - 1}`]);
  }
}
