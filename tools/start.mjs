// npm start: sets up, builds the page if its sources changed, and serves it until Ctrl-C.
// npm start -- --port N asks for a port (the next free one is taken otherwise), --host opens it to other machines.

import { parseArgs } from 'node:util';
import { checkNode, giveUp, installDependencies, root } from './setup.mjs';

const { port, host } = options();
checkNode();
installDependencies();
const { buildIfNeeded } = await import('./build.mjs');
await buildIfNeeded();

const { preview } = await import('vite');
const server = await preview({
  root,
  logLevel: 'warn',
  preview: { port, host: host ? true : '127.0.0.1', open: false },
});
const address = server.httpServer.address();
const ownPort = typeof address === 'object' && address ? address.port : port;
console.log(`\nMailwatt is at http://localhost:${ownPort}/\nCtrl-C ends it.`);

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  // Open browser tabs keep connections alive; waiting for them would keep the process.
  process.once(signal, () => {
    process.exit(0);
  });
}

function options() {
  try {
    const { values } = parseArgs({ options: { port: { type: 'string' }, host: { type: 'boolean' } } });
    const number = Number(values.port ?? 4173);
    if (!Number.isInteger(number) || number < 1 || number > 65_535) giveUp(`invalid port: ${values.port}`);
    return { port: number, host: values.host ?? false };
  } catch (error) {
    return giveUp(`${error instanceof Error ? error.message : error}\nUsage: npm start [-- --port N --host]`);
  }
}
