/** The id of the one element of the picture that takes keys. */
export const pictureId = 'picture-of-skill'

/** Gives the keys to the picture. */
export function focusPicture(): void {
  document.getElementById(pictureId)?.focus({ preventScroll: true })
}
