import { constants, getPriority, setPriority } from 'node:os';

/**
 * Lets everything else on this machine go before the calling thread: the window and the network must not wait for work
 * that can be a little later. Only Linux ranks threads one by one; elsewhere the whole process would step back, so
 * nothing is done.
 * @param steps of those that setpriority(2) counts; with 5, a thread gets a third of what others get where all want more.
 */
export function giveWay(steps: number): void {
  if (process.platform !== 'linux') return;
  // Of the calling thread there, though Node's documentation speaks of processes (setpriority(2), "bugs").
  setPriority(0, Math.min(constants.priority.PRIORITY_LOW, getPriority(0) + steps));
}
