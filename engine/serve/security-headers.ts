const policy = (style: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${style}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

/**
 * Gives the headers that every answer has. With a nonce, style elements that carry it are taken too: the code editor makes
 * one. Nothing else that stands in a page can add styles, and nothing at all can add scripts.
 */
export function securityHeaders(nonce?: string): { readonly [name: string]: string } {
  return {
    'Content-Security-Policy': policy(nonce === undefined ? '' : ` 'nonce-${nonce}'`),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  }
}
