import { useEffect } from 'react'
import { Handle, Position, useUpdateNodeInternals } from '@xyflow/react'
import type { Outlet } from '../rules/outlets.ts'

/** The ways that can be drawn from a state: drag from one to the state that it shall lead to. */
export function Outlets({ id, outlets }: { readonly id: string; readonly outlets: readonly Outlet[] }) {
  const measure = useUpdateNodeInternals()
  useEffect(() => {
    measure(id)
    return () => measure(id)
  }, [id, measure])
  return (
    <div className="outlets nodrag nopan">
      {outlets.map(({ kind, label }) => (
        <span key={kind} className={`outlet outlet-${kind}`} title={`${label}: drag to the state it shall lead to, or to an empty place for a new one`}>
          <Handle id={kind} type="source" position={Position.Bottom} />
          <span className="outlet-words">{label}</span>
        </span>
      ))}
    </div>
  )
}
