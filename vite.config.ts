import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';
import { chunkNames } from './tools/chunks.mjs';
import { seal } from './tools/offline.mjs';
import { readScenarios } from './tools/readScenarios.mjs';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * What the built page may load and do, said by the page itself because static hosts send no headers of ours.
 * Nothing from elsewhere, no inline script or style, no eval; pictures may be made in the page (exports of charts).
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Puts the policy into the built page only: the development server needs inline scripts for its reloads. */
const contentSecurityPolicy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: policy }, injectTo: 'head-prepend' },
  ],
};

/** Once all is written: the page's version, and the list of files for its service worker. */
const offline: Plugin = {
  name: 'offline',
  apply: 'build',
  writeBundle: {
    order: 'post',
    sequential: true,
    handler: ({ dir }) => {
      if (dir !== undefined) seal(dir);
    },
  },
};

export default defineConfig({
  // Relative, so that one build works under any path.
  base: './',
  plugins: [readScenarios, contentSecurityPolicy, offline],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2023',
    sourcemap: true,
    // No data: URLs, which the policy would refuse for scripts and styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: here('index.html'), sw: here('web/offline/sw.ts') },
      // A service worker has a name that stays, and stands beside the page, whose scope it has.
      output: {
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        codeSplitting: { groups: [{ name: chunkNames(), debugName: 'files' }] },
      },
    },
  },
  // The default, iife, cannot import on demand.
  worker: { format: 'es' },
});
