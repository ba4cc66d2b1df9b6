// Starts a server for a test and tells the parent process where it listens. Settings come as one JSON argument.
import { startServer } from '../../dist/server.js';

const settings = JSON.parse(process.argv[2] ?? '{}');
const quiet = () => undefined;
const complain = (fields, message) => console.error(message, fields.error ?? fields);
const logger = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: complain };

try {
  const server = await startServer({ host: '127.0.0.1', port: 0, managementPort: 0, logger, ...settings });
  process.send?.({ gateway: server.gatewayAddress, management: server.managementAddress });
  process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)));
} catch (error) {
  process.send?.({ error: String(error) });
  process.exit(1);
}

// A test that fails leaves no server behind.
process.on('disconnect', () => process.exit(0));
