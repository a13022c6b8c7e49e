import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dist } from '../../../tools/build.mjs';
import { seal } from '../../../tools/offline.mjs';
import { startServer } from './server.ts';
import type { Server } from './server.ts';

/** A host of the built page that can go away and come back, and gets new versions of it. */
export interface Site {
  /** The address of the page, ending in a slash. */
  readonly address: string;
  /** Stops answering. */
  stop(): Promise<void>;
  /** Answers again, at the same address. */
  restart(): Promise<void>;
  /** Replaces the page by another version, in which every file has another name; those of the old one are gone. */
  deploy(): void;
  /** Stops, and removes its files. */
  remove(): Promise<void>;
}

const PATH = '/some/where/';

/** Starts a host of a copy of the built page. */
export async function startSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'mailwatt-site-'));
  cpSync(dist, folder, { recursive: true, filter: (file) => !file.endsWith('.map') });
  let server: Server | undefined = await startServer(folder, PATH);
  const { address } = server;
  const stop = async (): Promise<void> => {
    await server?.close();
    server = undefined;
  };
  return {
    address,
    stop,
    restart: async () => {
      server ??= await startServer(folder, PATH, Number(new URL(address).port));
    },
    deploy: () => {
      deploy(folder);
    },
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Makes another version of the page in a folder: other names of all its parts, another name of the page, and the seal of a build. */
function deploy(folder: string): void {
  const assets = join(folder, 'assets');
  const names = readdirSync(assets);
  const renamed = new Map(names.map((name) => [name, name.replace(/-([\w-]{8})\.(\w+)$/, '-$1x.$2')]));
  const renew = (file: string): void => {
    let text = readFileSync(file, 'utf8');
    for (const [old, name] of renamed) text = text.replaceAll(old, name);
    writeFileSync(file, text);
  };
  for (const [old, name] of renamed) {
    renew(join(assets, old));
    renameSync(join(assets, old), join(assets, name));
  }
  const page = join(folder, 'index.html');
  renew(page);
  writeFileSync(page, readFileSync(page, 'utf8').replace(/\s*<meta name="version"[^>]*>/, ''));
  const worker = join(folder, 'sw.js');
  writeFileSync(worker, readFileSync(worker, 'utf8').replace(/^const VERSION=.*\n/, ''));
  seal(folder);
}
