const texts: { readonly [path: string]: string } = import.meta.glob('../../skills/*.skill.yaml', { query: '?raw', import: 'default', eager: true })

/** The skills that come with the page, by name. */
export const shippedSkills: { readonly [name: string]: string } = Object.fromEntries(Object.entries(texts).map(([path, text]) => [path.slice(path.lastIndexOf('/') + 1, -'.skill.yaml'.length), text]))
