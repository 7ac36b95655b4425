import { spawnSync } from 'node:child_process';

const SHAPE = 'ip link set lo up && tc qdisc add dev lo root netem delay 25ms loss 0.5%';

/** Whether this kernel can delay and lose packets, tried in a network of its own that ends with the attempt. */
export function hasNetem(): boolean {
  return spawnSync('unshare', ['-n', 'sh', '-c', SHAPE], { stdio: 'ignore' }).status === 0;
}

/** How a command is run where every packet on loopback takes 25 ms, 50 ms there and back, and one in 200 is lost. */
export function lossyCommand(command: readonly string[]): string[] {
  return ['unshare', '-n', 'sh', '-c', `${SHAPE} && exec "$@"`, 'sh', ...command];
}
