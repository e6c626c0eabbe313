/* The front door in a page: all of `index.ts`, and the engine that runs in a browser alone. Nothing that is reachable from here touches `node:*`. */
export * from './index.ts'
export { openBrowserDesk } from './host/open-browser-desk.ts'
