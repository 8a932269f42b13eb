// Loaded before a measured program, ours or the peer's: tells the peak memory in KB when the process ends.
const { readFileSync, writeSync } = require('node:fs');

const PARENT = 3;

/** The kernel's account of this program alone: what `maxRSS` says begins with the size of its parent. */
function peak() {
  try {
    return /^VmHWM:\s*(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))[1];
  } catch {
    return String(process.resourceUsage().maxRSS);
  }
}

process.on('exit', () => writeSync(PARENT, peak()));
