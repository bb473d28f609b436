/**
 * Loaded before the command, with `--expose-gc`: says in the end, on the fourth stream, how much it held at
 * most, and what the kernel saw of it. What only waits to be collected is not held: how much of that there
 * is hangs on how busy the machine is, so it is collected all the time.
 */
import { readFileSync, writeSync } from 'node:fs';
import process from 'node:process';

const EVERY_MS = 100;
const TOLD = 3;

let held = 0;
const look = () => {
  globalThis.gc!();
  const { heapUsed, external } = process.memoryUsage();
  held = Math.max(held, heapUsed + external);
};
setInterval(look, EVERY_MS).unref();
process.on('exit', () => {
  look();
  const [, peakKb] = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))!;
  writeSync(TOLD, JSON.stringify({ held, peakKb: Number(peakKb) }));
});
