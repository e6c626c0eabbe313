/** Gives a time as Node wants it for a file. As a text, since Node takes a negative number (before 1970) for the present. */
export function fileTime(milliseconds: number): string {
  return String(milliseconds / 1000)
}
