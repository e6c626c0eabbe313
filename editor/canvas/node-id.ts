/** Gives the id in the page of the element of a node. */
export function nodeId(id: string): string {
  return `state-${id}`
}
