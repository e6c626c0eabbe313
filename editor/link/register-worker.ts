/**
 * Lets the page work offline, and gives the way to hear of a newer version that is ready. Only for a page that stands alone;
 * does nothing where the browser has no service workers or the page came over a connection that is not safe.
 */
export function registerWorker(): (ready: (take: () => void) => void) => void {
  const workers = (navigator as Partial<Navigator>).serviceWorker
  if (workers === undefined || import.meta.env.DEV) return () => {}
  const hearing = new Set<(take: () => void) => void>()
  let waiting: ServiceWorker | undefined
  const take = (): void => {
    // Another tab took it already; this one still shows the version before.
    if (waiting?.state === 'activating' || waiting?.state === 'activated') return location.reload()
    workers.addEventListener('controllerchange', () => location.reload(), { once: true })
    waiting?.postMessage('take-over')
  }
  const found = (worker: ServiceWorker): void => {
    waiting = worker
    for (const ready of hearing) ready(take)
  }
  const register = (): void => void workers.register('./service-worker.js', { updateViaCache: 'none' }).then((registration) => follow(registration, found), () => {})
  if (document.readyState === 'complete') register()
  else addEventListener('load', register, { once: true })
  return (ready) => {
    hearing.add(ready)
    if (waiting !== undefined) ready(take)
  }
}

/** A worker that is ready while another is at work is a newer version. */
function follow(registration: ServiceWorkerRegistration, found: (worker: ServiceWorker) => void): void {
  const look = (): void => {
    if (registration.waiting !== null && registration.active !== null) found(registration.waiting)
  }
  look()
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look))
}
