import { catalog, type CatalogRow } from '../../engine/check/catalog.ts'
import { documentCatalog } from '../../engine/check/document-catalog.ts'
import { frameOf } from './check-cases.ts'

const introduction = `# What the checker says

Checking finds all faults of a file at once, ordered by place. An **error** keeps the file from running; a **warning** is most
likely a mistake; a **hint** is something to think about. Many come with a repair that an editor can apply.
This page is made from the catalog of the checker and its test cases.
`

/** Gives the page of all diagnostics: what each means, and how one looks. */
export function diagnosticsPage(): string {
  return [introduction, '## The file as YAML\n', ...sections(documentCatalog), '## The skill\n', ...sections(catalog)].join('\n')
}

function sections(rows: { readonly [code: string]: CatalogRow }): string[] {
  return Object.entries(rows).map(([code, { severity, title, explanation }]) => {
    const example = frameOf(code)
    const frame = example === undefined ? '' : `\n\`\`\`\n${example}\n\`\`\`\n`
    return `### ${code}\n\n${title} (${severity}). ${explanation}\n${frame}`
  })
}
