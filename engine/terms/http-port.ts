/** One request. Redirects of GET and HEAD are followed; those of other methods are the answer. */
export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** An `http:` or `https:` address without a user. */
  readonly url: string
  /** Names in lower case. Those that were set by the caller are not sent to another host. */
  readonly headers?: { readonly [name: string]: string }
  readonly body?: Uint8Array
  /** The most bytes the body may have, both as it travels and as it is given. Reading one more fails with `too-large`. */
  readonly most: number
  /** True: the body is given as it travels, in whatever encoding. */
  readonly raw?: boolean
  /** Milliseconds for the whole of it, body included; left out: the time of the port. */
  readonly time?: number
}

export interface HttpAnswer {
  readonly status: number
  /** Where the answer came from, after redirects. */
  readonly url: string
  /** Names in lower case; several of one name joined by commas. */
  readonly headers: { readonly [name: string]: string }
  /** Decoded unless `raw`; read once. */
  readonly body: AsyncIterable<Uint8Array>
  /** Lets go of the connection. A body that is read, to its end or not, does so by itself. */
  close(): void
}

/**
 * Asks servers for things. Keeps no cookies, takes no proxy from the environment, sends no secrets. Connects to no private,
 * loopback or otherwise special address unless the host was granted, and judges the very address it connects to.
 *
 * `request` and the body throw ToolError with one of the codes of `httpErrors`. For POST, PUT, PATCH and DELETE such an
 * error says that the request was not sent; what breaks later is another error, since the deed may have taken place.
 */
export interface HttpPort {
  request(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer>
  /** Gives the same port, held to addresses that fit; redirects may then lead wherever fits. Without it they stay on the host. */
  within(fits: (url: string) => boolean): HttpPort
  /** Gives the same port, which goes to no address, at first or led there, for which there is a sentence that says why not. */
  except(refuses: (url: string) => string | undefined): HttpPort
}

/** What an HttpPort may fail with. */
export const httpErrors = {
  'not-here': 'This host has no way to reach the network.',
  'bad-url': 'The address is no plain http or https address, or holds a user name.',
  'bad-header': 'A header that may not be set: one with a secret, one of the connection itself, or one that is no header.',
  'no-host': 'No server of this name is known.',
  private: 'The address lies in a private network or on this machine, which was not granted.',
  'other-host': 'The server leads to another host, which this deed may not reach.',
  insecure: 'The server leads from https to http, or its certificate is not good.',
  refused: 'The server could not be reached.',
  'too-slow': 'The server took too long.',
  'too-large': 'The answer is larger than what is taken.',
  'too-many-redirects': 'The server leads on more than five times.',
  'bad-type': 'The answer is of another type than what is expected.',
  'bad-answer': 'The answer broke off or could not be understood.',
  status: 'The server answered with a status that says no; `error.facts.status` holds it.',
} as const
