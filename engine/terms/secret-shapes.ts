/** Beginnings that services give their keys, with what such a key is. */
export const secretShapes: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [/\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{20,}/, 'a key of a model service'],
  [/\bgh[pousr]_[A-Za-z0-9]{20,}/, 'a token of GitHub'],
  [/\bgithub_pat_\w{20,}/, 'a token of GitHub'],
  [/\bglpat-[\w-]{18,}/, 'a token of GitLab'],
  [/\bxox[abposr]-[A-Za-z0-9-]{10,}/, 'a token of Slack'],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/, 'an access key of AWS'],
  [/\bAIza[\w-]{35}/, 'a key of Google'],
  [/\bya29\.[\w-]{20,}/, 'a token of Google'],
  [/\b(?:sk|rk)_live_[A-Za-z0-9]{16,}/, 'a key of Stripe'],
  [/\bSG\.[\w-]{16,80}\.[\w-]{16}/, 'a key of SendGrid'],
  [/\bnpm_[A-Za-z0-9]{30,}/, 'a token of npm'],
  [/\bhf_[A-Za-z0-9]{30,}/, 'a token of Hugging Face'],
  [/\beyJ[\w-]{10,300}\.eyJ[\w-]{10}/, 'a signed token'],
  [/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/, 'a private key'],
  [/\bBearer [A-Za-z0-9._~+/=-]{16,}/, 'a bearer token'],
  [/\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{1,64}:[^\s/@]{4,64}@/, 'an address with a password in it'],
]
