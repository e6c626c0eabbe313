/** Gives the id in the page of the element of a node. A second state of one name has a space in its id, which none in a page may have. */
export function nodeId(id: string): string {
  return `state-${id.replaceAll(' ', '-')}`
}
