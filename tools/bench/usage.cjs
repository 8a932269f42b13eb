// Loaded before a measured program, ours or the peer's: tells the peak memory when the process ends.
const { writeSync } = require('node:fs');

const PARENT = 3;
process.on('exit', () => writeSync(PARENT, String(process.resourceUsage().maxRSS)));
