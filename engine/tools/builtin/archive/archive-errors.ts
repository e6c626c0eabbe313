export const archiveErrors = {
  'bad-archive': 'The file is no zip archive, is damaged, or says one thing in one place and another elsewhere.',
  'too-large': 'The archive holds more, or unpacks to more, than this tool takes.',
} as const
export const encryptedError = { encrypted: 'An entry is encrypted.' } as const
export const unsafeError = { unsafe: 'An entry would leave the folder, is a link, or could not stand beside another; nothing was unpacked.' } as const
