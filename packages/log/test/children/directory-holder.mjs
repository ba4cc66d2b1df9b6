// Takes the data directory given, says so, and keeps it until it is killed.
import { DataDirectory } from '@grevy/log';

const [path] = process.argv.slice(2);
try {
  await DataDirectory.open(path, 1);
  console.log('open');
  setInterval(() => undefined, 1000);
} catch (error) {
  console.log(`${error.code} ${error.message}`);
  process.exitCode = 1;
}
