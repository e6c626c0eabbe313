/** Each icon is one path in a box of 20 by 20, drawn with a line of 1.5. */
const paths = {
  add: 'M10 4v12M4 10h12',
  ask: 'M7.500 7.500a2.500 2.500 0 1 1 3.500 2.300c-.7.300-1 .8-1 1.500v.4M10 14.500v.1M10 2.500a7.500 7.500 0 1 0 0 15 7.500 7.500 0 0 0 0-15',
  back: 'M12.500 4.500 7 10l5.500 5.500',
  branch: 'M10 3v4M10 7c0 3-5 3-5 7v3M10 7c0 3 5 3 5 7v3',
  call: 'M8.500 4.500 14 10l-5.500 5.500M5 10h9',
  check: 'm4.500 10.500 3.500 3.500 7.500-8',
  close: 'm5 5 10 10M15 5 5 15',
  code: 'm7 6-4 4 4 4M13 6l4 4-4 4',
  confirm: 'M10 2.500 4 5v5c0 4 2.500 6.500 6 7.500 3.500-1 6-3.500 6-7.500V5zM7.500 10l2 2 3.500-4',
  copy: 'M7 7h9v9H7zM4 13V4h9',
  danger: 'M10 3 2.500 16.500h15zM10 8v4M10 14v.1',
  download: 'M10 3v9M6.500 9 10 12.500 13.500 9M4 16.500h12',
  each: 'M4 6h9a3 3 0 0 1 0 6H5M7.500 9.500 5 12l2.500 2.500',
  end: 'M6 6h8v8H6z',
  error: 'M10 2.500a7.500 7.500 0 1 0 0 15 7.500 7.500 0 0 0 0-15M10 6v5M10 14v.1',
  file: 'M5 2.500h6.500L15 6v11.500H5zM11.500 2.500V6H15',
  fit: 'M3.500 7.500v-4h4M12.500 3.500h4v4M16.500 12.500v4h-4M7.500 16.500h-4v-4',
  folder: 'M2.500 5h5l1.500 2h8.500v9h-15z',
  group: 'M3 5.500h14v11H3zM3 5.500V4h5v1.500',
  history: 'M4 4v3.500h3.500M4.300 7.500a6.500 6.500 0 1 1-.8 3.500M10 6.500V10l2.500 1.500',
  info: 'M10 2.500a7.500 7.500 0 1 0 0 15 7.500 7.500 0 0 0 0-15M10 9v5M10 6.500v.1',
  leave: 'M8 3.500H4v13h4M11 6.500 14.500 10 11 13.500M7.500 10h7',
  library: 'M4 3.500v13M8 3.500v13M11.500 4l3.800 12.300',
  link: 'M8.500 11.500a3 3 0 0 0 4.300 0l2.400-2.400a3 3 0 0 0-4.300-4.300l-.9.9M11.500 8.500a3 3 0 0 0-4.300 0l-2.400 2.400a3 3 0 0 0 4.300 4.300l.9-.9',
  menu: 'M3.500 6h13M3.500 10h13M3.500 14h13',
  model: 'M10 3l1.700 4.300L16 9l-4.300 1.700L10 15l-1.700-4.300L4 9l4.300-1.700zM15.500 14v3M14 15.500h3',
  more: 'M5 10h.1M10 10h.1M15 10h.1',
  pause: 'M7 5v10M13 5v10',
  picture: 'M3 3.500h5v4H3zM12 12.500h5v4h-5zM5.500 7.500v7H12M8 5.500h6.500v7',
  play: 'M6.500 4.500 15 10l-8.500 5.500z',
  redo: 'M13.500 4.500 17 8l-3.500 3.500M17 8H8.500a4.500 4.500 0 0 0 0 9H11',
  rehearse: 'M3 10s2.500-5 7-5 7 5 7 5-2.500 5-7 5-7-5-7-5M10 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4',
  remove: 'M4 6h12M8 6V4h4v2M5.500 6l.7 10.500h7.600L14.500 6M8.500 9v4.500M11.500 9v4.500',
  run: 'M4 4.500h12v11H4zM8.500 7.500l4 2.500-4 2.500z',
  save: 'M4 3.500h9.500l2.500 2.500v10.500H4zM7 3.500V8h6V3.500M7 16.500V12h6v4.500',
  search: 'M9 3.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11M13 13l4 4',
  set: 'M4 7h12M4 13h12',
  settings: 'M4 6h7M15 6h1M4 14h1M9 14h7M13 4v4M7 12v4',
  share: 'M10 12V3M6.500 6 10 2.500 13.500 6M4 10.500V17h12v-6.500',
  shield: 'M10 2.500 4 5v5c0 4 2.500 6.500 6 7.500 3.500-1 6-3.500 6-7.500V5z',
  step: 'M4.500 5 11 10l-6.500 5zM14.500 5v10',
  stop: 'M5.500 5.500h9v9h-9z',
  test: 'M8 3v5l-4.500 7.500c-.5 1 0 1.500 1 1.500h11c1 0 1.500-.5 1-1.500L12 8V3M6.500 3h7',
  theme: 'M10 3a7 7 0 1 0 0 14zM10 3a7 7 0 0 1 0 14',
  tidy: 'M3.500 3.500h5v5h-5zM11.500 3.500h5v5h-5zM3.500 11.500h5v5h-5zM11.500 11.500h5v5h-5z',
  together: 'M4 4v3a3 3 0 0 0 3 3h6a3 3 0 0 0 3-3V4M10 10v6',
  undo: 'M6.500 4.500 3 8l3.500 3.500M3 8h8.500a4.500 4.500 0 0 1 0 9H9',
  unknown: 'M7.500 7.500a2.500 2.500 0 1 1 3.500 2.300c-.7.300-1 .8-1 1.500v.4M10 14.500v.1',
  wait: 'M10 2.500a7.500 7.500 0 1 0 0 15 7.500 7.500 0 0 0 0-15M10 6v4l3 2',
  zoomOut: 'M4 10h12',
} as const

export type IconName = keyof typeof paths

/** A picture beside words; it says nothing of its own to a screen reader. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}
