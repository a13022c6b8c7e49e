import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

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

export default defineConfig({
  // Relative, so that one build works under any path.
  base: './',
  plugins: [contentSecurityPolicy],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2023',
    sourcemap: true,
    // No data: URLs, which the policy would refuse for scripts and styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // The default, iife, cannot import on demand.
  worker: { format: 'es' },
});
