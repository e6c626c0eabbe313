const heads = ['way-head', 'way-head-catch', 'way-head-added', 'way-head-changed', 'way-head-removed']

/** The heads of the arrows, defined once. */
export function WayHeads() {
  return (
    <svg className="way-heads" width="0" height="0" aria-hidden="true">
      <defs>
        {heads.map((id) => (
          <marker key={id} id={id} className={id} viewBox="0 0 10 10" refX="8.5" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
            <path d="M0 0.800 9 5 0 9.200z" />
          </marker>
        ))}
      </defs>
    </svg>
  )
}
