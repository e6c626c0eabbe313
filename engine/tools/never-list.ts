/*
 * Deeds that Chela never offers by itself: payments, transfers of money, orders, reading passwords or one-time codes,
 * factory reset. The words are a heuristic for tools whose author means well; a tool that hides what it does is held
 * by its class, its ceiling and the person.
 */
import type { Tool } from '../terms/tool.ts'

interface Kind {
  readonly reason: string
  /** Looked for in name and title. */
  readonly named: RegExp
  /** Looked for in the description too: phrases that hardly mean anything else. */
  readonly described: RegExp
}

const goods = String.raw`(?:money|funds?|cash|bitcoin|crypto(?:currency)?|coins?|tokens?|dollars?|euros?|bank|balance)`

const kinds: readonly Kind[] = [
  {
    reason: 'It looks like a payment.',
    named: /\b(?:pay|pays|paying|payments?|payout|payouts|checkout|donate|donation|refund|top up|pix|paypal|alipay|stripe charge|charge card|credit card)\b/,
    described: new RegExp(String.raw`\b(?:(?:make|send|take|start|confirm|authori[sz]e)s? (?:an? |the )?payments?|pays? (?:a|an|the|for|with|by)|(?:credit|debit) card|spends? ${goods}|charges? (?:a|the) (?:card|account|customer))\b`),
  },
  {
    reason: 'It looks like a transfer of money.',
    named: new RegExp(String.raw`\b(?:wire|remit|remittance|withdraw|withdrawal|deposit|send ${goods}|transfer ${goods}|${goods} transfer|bank transfer|(?<!\b(?:files?|folders?|data|pictures?|photos?|calls?) )transfer(?! (?:files?|folders?|data|pictures?|photos?|calls?)\b))\b`),
    described: new RegExp(String.raw`\b(?:(?:sends?|transfers?|moves?|wires?|withdraws?|remits?) (?:\w+ ){0,3}?${goods}|(?:bank|money|wire) transfers?)\b`),
  },
  {
    reason: 'It looks like an order or a purchase.',
    named: /\b(?:buy|buys|purchase|purchases|(?:place|create|submit|send|make|new|food|shop|market|store|cart|stock|trade)s? (?:an? )?orders?|orders? (?:place|create|submit|food|item|product|now)|orders?(?= (?:a|an|the|from)\b)|shop(?:ping)? cart|subscribe plan|trade (?:stock|share)s?)\b/,
    described: /\b(?:(?:places?|submits?|creates?|sends?) (?:an? |the |new )*orders?|(?:buys?|purchases?) (?:a|an|the|items?|goods|products?|things|shares?|stocks?|tickets?|something)|orders? (?:food|goods|items|products|groceries|a (?:taxi|car|ride|meal)))\b/,
  },
  {
    reason: 'It looks like it reads passwords or one-time codes.',
    named: /\b(?:passwords?|passphrases?|passcodes?|credentials?|keychains?|secrets?|otp|totp|mfa|2fa|one time|verification codes?|security codes?|sms codes?|pin codes?|private keys?|seed phrases?|mnemonics?|logins?)\b/,
    described: /\b(?:passwords?|passphrases?|passcodes?|one time (?:codes?|passwords?|passcodes?)|(?:verification|security|authentication|login|sms|pin|2fa|otp) codes?|private keys?|seed phrases?|saved logins?|keychains?)\b/,
  },
  {
    reason: 'It looks like a factory reset or the wiping of a device.',
    named: /\b(?:factory (?:reset|settings|data)|(?:wipe|erase|format|reset) (?:all|everything|device|disks?|drives?|phone|computer|storage|system|data)|(?:device|phone|system|disk|drive) (?:wipe|erase|reset|format))\b/,
    described: /\b(?:factory (?:reset|settings|defaults|data reset)|(?:wipes?|erases?|formats?) (?:all|everything|(?:the|this|a|your) (?:\w+ )?(?:device|disk|drive|phone|computer|storage))|resets? (?:the|this|your) (?:device|phone|computer))\b/,
  },
]

const chinese: readonly Pick<Kind, 'reason' | 'named'>[] = [
  { reason: 'It looks like a payment.', named: /支付|付款|付费|付費|缴费|繳費|扣款|充值|儲值|打赏|红包|紅包|结账|結帳|还款|還款|退款|刷卡|信用卡/ },
  { reason: 'It looks like a transfer of money.', named: /转账|轉帳|轉賬|汇款|匯款|提现|提現|取款|存款|划款/ },
  { reason: 'It looks like an order or a purchase.', named: /下单|下單|订购|訂購|购买|購買|购物|購物|下订单|下訂單|点外卖|點外賣|抢购|買入|买入/ },
  { reason: 'It looks like it reads passwords or one-time codes.', named: /密码|密碼|口令|验证码|驗證碼|校验码|动态码|動態碼|一次性|私钥|私鑰|助记词|助記詞|登录凭证|登入憑證/ },
  { reason: 'It looks like a factory reset or the wiping of a device.', named: /恢复出厂|恢復出廠|出厂设置|出廠設定|恢復原廠|清空设备|清除所有数据|抹掉|格式化|重置设备|重置設備/ },
]

/** Gives the reason why a tool is of a kind that is never built in; `undefined` when it looks harmless. Pure. */
export function looksForbidden(tool: Pick<Tool, 'name' | 'title' | 'description'>): string | undefined {
  const named = plainWords(`${tool.name} . ${tool.title}`)
  const described = plainWords(tool.description)
  const all = `${named} . ${described}`
  return (kinds.find((kind) => kind.named.test(named) || kind.described.test(all)) ?? chinese.find((kind) => kind.named.test(all.replaceAll(' ', ''))))?.reason
}

/** Gives lower-case words with one space between: `sendMoney`, `send_money` and full-width letters read the same. */
function plainWords(text: string): string {
  return text
    .slice(0, 20_000)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, ' ')
    .replace(/(?<=\w)\.(?=\w)/g, ' ')
}
