import { useEffect, useState, type ComponentType, type ReactNode } from 'react'

type Loaded<Props> = { readonly shown: ComponentType<Props> } | { readonly failed: true } | undefined

/**
 * Gives a component whose code is loaded when it is first shown, or when it is prepared; after that it is there at once.
 * `waiting` is shown meanwhile. It takes the place of one that suspends: what suspended is held back by React for a third of a second.
 */
export function deferred<Props extends object>(load: () => Promise<ComponentType<Props>>, waiting: ReactNode = <p className="app-loading">Loading …</p>) {
  let loaded: Loaded<Props>
  let loading: Promise<void> | undefined
  const prepare = (): Promise<void> =>
    (loading ??= load().then(
      (shown) => void (loaded = { shown }),
      () => void (loaded = { failed: true }),
    ))
  function Deferred(props: Props) {
    const [now, setNow] = useState(loaded)
    useEffect(() => {
      let isHere = true
      if (now === undefined) void prepare().then(() => isHere && setNow(loaded))
      return () => {
        isHere = false
      }
    }, [now])
    if (now === undefined) return waiting
    if ('failed' in now) return <p className="app-loading" role="alert">This part of the page could not be loaded. Load the page again.</p>
    return <now.shown {...props} />
  }
  return Object.assign(Deferred, { prepare })
}
