// How the desk is built: from web/ into dist/web, the charts and each page in pieces of their own. While it is worked on,
// "npx vite" serves it with a running "dunwell serve" behind it.

import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const behind = 'http://127.0.0.1:4580'

export default defineConfig({
  root: 'web',
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    // A script in the page would need a hole in the policy that keeps others' scripts out.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // Whose work the pages stand on.
    license: { fileName: 'licenses.md' },
  },
  server: { proxy: { '/v1': behind, '/auth': behind, '/desk': behind } },
})
