import { useEffect, useState, type RefObject } from 'react'

const margin = '160px'
const pause = 120

/** Says when an element has been in sight, or near it, for a moment; from then on always. What is passed by quickly costs nothing. */
export function useNearView(place: RefObject<HTMLElement | null>): readonly [isNear: boolean, now: () => void] {
  const [isNear, setNear] = useState(false)
  useEffect(() => {
    const element = place.current
    if (isNear || element === null) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const observer = new IntersectionObserver(
      (entries) => {
        clearTimeout(timer)
        if (entries.at(-1)?.isIntersecting === true) timer = setTimeout(() => setNear(true), pause)
      },
      { rootMargin: margin },
    )
    observer.observe(element)
    return () => {
      clearTimeout(timer)
      observer.disconnect()
    }
  }, [place, isNear])
  return [isNear, () => setNear(true)]
}
